/** Land and water far away. */
import { n, path, type Field } from '../sketch.ts';

/**
 * A ridge of hills across the whole field, filled down to its foot.
 * @param level where it stands on average, a share of the height from the top
 * @param rise how far it goes up and down, a share of the height
 * @param bends how many hills it has about
 */
export function ridge(field: Field, level: number, rise: number, bends: number, paint: string): string {
  const { width, height, random } = field;
  const waves = [1, 2.3, 4.7, 9.1].map((speed, i) => ({
    speed: speed * (0.85 + 0.3 * random()),
    shift: random() * Math.PI * 2,
    size: [1, 0.55, 0.22, 0.08][i],
  }));
  const steps = 160;
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    const sum = waves.reduce(
      (all, { speed, shift, size }) => all + size * Math.sin(share * bends * speed + shift),
      0,
    );
    return `${n(share * width)} ${n(height * (level - (rise * sum) / 1.4))}`;
  });
  return path(`M0 ${n(height)}L${points.join('L')}L${n(width)} ${n(height)}Z`, paint);
}
