import { useId } from 'react';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { useInference } from './useInference.ts';

const SIZES = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64] as const;

/** How many frames a network that draws mouths gets at once. */
export function BatchChoice() {
  const { words, language } = useText();
  const [{ batchSize }, change] = useInference();
  const id = useId();
  const text = words.settings;
  const offered: readonly number[] =
    batchSize === null || SIZES.some((size) => size === batchSize)
      ? SIZES
      : [...SIZES, batchSize].sort((a, b) => a - b);

  return (
    <div className="settings-part">
      <div className="settings-row">
        <label htmlFor={id} className="settings-title">
          {text.batch}
        </label>
        <select
          id={id}
          className="select"
          value={batchSize ?? 'auto'}
          onChange={({ target: { value } }) => change({ batchSize: value === 'auto' ? null : Number(value) })}
        >
          <option value="auto">{text.batchAuto}</option>
          {offered.map((size) => (
            <option key={size} value={size}>
              {text.frames(formatNumber(size, language))}
            </option>
          ))}
        </select>
      </div>
      <p className="settings-text">{text.batchText}</p>
    </div>
  );
}
