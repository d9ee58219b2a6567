import { useId } from 'react';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { useInference } from './useInference.ts';

const MIB_PER_GIB = 1024;
/** Sizes on offer, in GiB: what graphics cards have, and half of it. */
const SIZES_GIB = [1, 2, 3, 4, 6, 8, 12, 16, 24, 48] as const;

/** How much graphics memory to plan for. */
export function MemoryChoice() {
  const { words, language } = useText();
  const [{ gpuMemoryLimitMib }, change] = useInference();
  const id = useId();
  const text = words.settings;
  const sizes = SIZES_GIB.map((gib) => gib * MIB_PER_GIB);
  // A size that was set elsewhere stays on offer.
  const offered =
    gpuMemoryLimitMib === null || sizes.includes(gpuMemoryLimitMib)
      ? sizes
      : [...sizes, gpuMemoryLimitMib].sort((a, b) => a - b);
  const named = (mib: number): string => {
    const gib = mib / MIB_PER_GIB;
    return text.gigabytes(formatNumber(gib, language, Number.isInteger(gib) ? 0 : 1));
  };

  return (
    <div className="settings-part">
      <div className="settings-row">
        <label htmlFor={id} className="settings-title">
          {text.memory}
        </label>
        <select
          id={id}
          className="select"
          value={gpuMemoryLimitMib ?? 'all'}
          onChange={({ target: { value } }) =>
            change({ gpuMemoryLimitMib: value === 'all' ? null : Number(value) })
          }
        >
          <option value="all">{text.memoryAll}</option>
          {offered.map((mib) => (
            <option key={mib} value={mib}>
              {named(mib)}
            </option>
          ))}
        </select>
      </div>
      <p className="settings-text">{text.memoryText}</p>
    </div>
  );
}
