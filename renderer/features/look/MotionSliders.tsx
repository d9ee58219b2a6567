import { useId } from 'react';
import { useProject } from '../../stores/project.ts';
import { MOTION_RANGES, withMotion, type MotionName } from '../../stores/projectDocument.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { LipsyncChoice, useDrawnMouth } from './LipsyncChoice.tsx';

const NAMES = [
  'mouthStrength',
  'mouthSharpness',
  'blink',
  'idleMotion',
] as const satisfies readonly MotionName[];

function MotionSlider({ name }: { name: MotionName }) {
  const { words, language } = useText();
  const value = useProject(({ document }) => document[name]);
  const edit = useProject((store) => store.edit);
  const id = useId();
  const { min, max, step } = MOTION_RANGES[name];
  const { natural, off, motion, motionHints } = words.look;
  // Sharpness has no natural amount, only a full one.
  const isNatural = value === 1 && name !== 'mouthSharpness';
  const named = value === 0 ? off : isNatural ? natural : formatPercent(value, language);

  return (
    <div className="slider" title={motionHints[name]}>
      <label htmlFor={id}>{motion[name]}</label>
      <output className="slider-value numbers" htmlFor={id}>
        {named}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={named}
        aria-description={motionHints[name]}
        style={{ '--filled': `${((value - min) / (max - min)) * 100}%` }}
        onChange={({ target }) => edit((document) => withMotion(document, name, target.valueAsNumber))}
      />
    </div>
  );
}

/** Who moves the mouth and how lively the picture is; closed at first, because natural is right for most. */
export function MotionSliders() {
  const { words } = useText();
  const drawn = useDrawnMouth();
  return (
    <details className="more">
      <summary className="more-summary">
        {words.look.more}
        <ChevronIcon />
      </summary>
      <div className="more-body">
        <LipsyncChoice />
        {NAMES.filter((name) => drawn || name !== 'mouthSharpness').map((name) => (
          <MotionSlider key={name} name={name} />
        ))}
      </div>
    </details>
  );
}
