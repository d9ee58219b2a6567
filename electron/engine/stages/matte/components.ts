/** Connected areas of a binary picture (4-neighbourhood). */
export interface Components {
  /** 0 where the mask is 0, else 1-based number of the area. */
  readonly labels: Int32Array;
  /** Pixels of each area; index 0 is unused. */
  readonly areas: readonly number[];
}

/** Labels the areas of non-zero pixels by flood fill; time and memory proportional to the picture. */
export function labelComponents(mask: Uint8Array, width: number, height: number): Components {
  const labels = new Int32Array(width * height);
  const areas: number[] = [0];
  const stack: number[] = [];
  const visit = (next: number, label: number): void => {
    if (mask[next] === 0 || labels[next] !== 0) return;
    labels[next] = label;
    stack.push(next);
  };
  for (let seed = 0; seed < mask.length; seed++) {
    if (mask[seed] === 0 || labels[seed] !== 0) continue;
    const label = areas.length;
    let area = 0;
    stack.push(seed);
    labels[seed] = label;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      area++;
      const x = at % width;
      if (x > 0) visit(at - 1, label);
      if (x < width - 1) visit(at + 1, label);
      if (at >= width) visit(at - width, label);
      if (at < width * (height - 1)) visit(at + width, label);
    }
    areas.push(area);
  }
  return { labels, areas };
}

/** Sets enclosed background areas of at most `maxAreaPx` pixels to 1, in place. Areas that touch the border stay. */
export function fillHoles(mask: Uint8Array, width: number, height: number, maxAreaPx: number): void {
  const inverse = mask.map((value) => (value === 0 ? 1 : 0));
  const { labels, areas } = labelComponents(inverse, width, height);
  const open = new Set<number>();
  for (let x = 0; x < width; x++) open.add(labels[x]).add(labels[(height - 1) * width + x]);
  for (let y = 0; y < height; y++) open.add(labels[y * width]).add(labels[y * width + width - 1]);
  for (let i = 0; i < mask.length; i++) {
    const label = labels[i];
    if (label !== 0 && !open.has(label) && areas[label] <= maxAreaPx) mask[i] = 1;
  }
}
