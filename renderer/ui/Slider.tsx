import { useId } from 'react';

export interface SliderProps {
  readonly label: string;
  /** What it does, for those who linger. */
  readonly hint?: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** The value in words. */
  readonly shown: string;
  readonly onChange: (value: number) => void;
}

/** A value between two ends, with its name and what it is now. */
export function Slider({ label, hint, min, max, step, value, shown, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className="slider" title={hint}>
      <label htmlFor={id}>{label}</label>
      <output className="slider-value numbers" htmlFor={id}>
        {shown}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        aria-description={hint}
        style={{ '--filled': `${((value - min) / (max - min)) * 100}%` }}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </div>
  );
}
