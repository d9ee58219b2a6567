import { useProject } from '../../stores/project.ts';
import { MOTION_RANGES, withMotion, type MotionName } from '../../stores/projectDocument.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { Slider } from '../../ui/Slider.tsx';
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
  const { min, max, step } = MOTION_RANGES[name];
  const { natural, off, motion, motionHints } = words.look;
  // Sharpness has no natural amount, only a full one.
  const isNatural = value === 1 && name !== 'mouthSharpness';
  const named = value === 0 ? off : isNatural ? natural : formatPercent(value, language);

  return (
    <Slider
      label={motion[name]}
      hint={motionHints[name]}
      min={min}
      max={max}
      step={step}
      value={value}
      shown={named}
      onChange={(next) => edit((document) => withMotion(document, name, next), { merge: name })}
    />
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
