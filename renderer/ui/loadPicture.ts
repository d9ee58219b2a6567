/** A picture, decoded and ready to be drawn. */
export function loadPicture(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  return image.decode().then(() => image);
}
