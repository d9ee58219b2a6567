/** What a wait comes to that takes longer than it may. */
export const SILENT: unique symbol = Symbol('silent');

/** @param limitMs null: no limit */
export async function within<Value>(
  work: Promise<Value>,
  limitMs: number | null,
): Promise<Value | typeof SILENT> {
  if (limitMs === null) return work;
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<typeof SILENT>((resolve) => {
    timer = setTimeout(() => resolve(SILENT), limitMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

export const silenceReason = (limitMs: number): string =>
  `it did not answer within ${Math.round(limitMs / 1000)} s`;
