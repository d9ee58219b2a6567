/** Keeps what a task is told until the task listens. */
export interface WishBox<Wish> {
  put(wish: Wish): void;
  /** From now on; what has come before is handed over at once, in its order. */
  listen(listener: (wish: Wish) => void): void;
}

export function createWishBox<Wish>(): WishBox<Wish> {
  const early: Wish[] = [];
  let put = (wish: Wish): void => void early.push(wish);
  return {
    put: (wish) => put(wish),
    listen(listener) {
      put = listener;
      for (const wish of early.splice(0)) listener(wish);
    },
  };
}
