import { useId, type ReactNode } from 'react';

export interface Choice<Value extends string> {
  readonly value: Value;
  /** Read aloud; shown too unless `content` takes its place. */
  readonly label: string;
  readonly content?: ReactNode;
  /** What it does, for those who linger. */
  readonly hint?: string;
}

export interface ChoicesProps<Value extends string> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  /** How the choices look: a joined bar, separate tiles, or round colour dots. */
  readonly look: 'bar' | 'tiles' | 'dots';
}

/** One of several: real radio buttons, so that arrow keys and screen readers work as everywhere. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { legend, hideLegend = false, choices, value, onChoose, look } = props;
  const name = useId();
  return (
    <fieldset className={`choices choices-${look}`}>
      <legend className={hideLegend ? 'visually-hidden' : 'choices-legend'}>{legend}</legend>
      <div className="choices-row">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="choice"
            title={choice.hint ?? (choice.content === undefined ? undefined : choice.label)}
          >
            <input
              className="visually-hidden"
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
              aria-label={choice.label}
              aria-description={choice.hint}
            />
            <span className="choice-face">{choice.content ?? choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
