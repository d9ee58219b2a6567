import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { BACKDROPS, BRUSH_RADIUS_PX, useTouchUp, type Backdrop } from '../../stores/touchUp.ts';
import { errorText } from '../../text/errorText.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { RedoIcon, UndoIcon } from '../../ui/icons.tsx';
import { Slider } from '../../ui/Slider.tsx';

/** Slider steps from the smallest to the largest brush: sizes grow by ratio, so that small ones can be met exactly. */
const RADIUS_STEPS = 100;
const RADIUS_RATIO = BRUSH_RADIUS_PX.max / BRUSH_RADIUS_PX.min;
const radiusAt = (step: number): number => BRUSH_RADIUS_PX.min * RADIUS_RATIO ** (step / RADIUS_STEPS);
const stepAt = (radiusPx: number): number =>
  (RADIUS_STEPS * Math.log(radiusPx / BRUSH_RADIUS_PX.min)) / Math.log(RADIUS_RATIO);

/** What the brush does, how large and how hard it is, and the steps back. */
export function BrushTools({ offersChosen }: { offersChosen: boolean }) {
  const { words, language } = useText();
  const { touchUp: actions, steps } = useSession();
  const { brush, setBrush, backdrop, setBackdrop, working, problem } = useTouchUp();
  const count = useProject(({ document }) => document.matteTouchUp?.strokes.length ?? 0);
  const canUndo = useProject(({ past }) => past.length > 0);
  const canRedo = useProject(({ future }) => future.length > 0);
  const text = words.touchUp;
  const backdrops = BACKDROPS.filter((value) => offersChosen || value !== 'chosen');
  const shownBackdrop: Backdrop = backdrops.includes(backdrop) ? backdrop : 'checker';

  return (
    <div className="tools">
      <Choices
        legend={text.kind}
        look="bar"
        value={brush.kind}
        onChoose={(kind) => setBrush({ kind })}
        choices={(['add', 'remove'] as const).map((value) => ({ value, label: text.kinds[value] }))}
      />
      <div className="tools-sliders">
        <Slider
          label={text.radius}
          min={0}
          max={RADIUS_STEPS}
          step={1}
          value={stepAt(brush.radiusPx)}
          shown={text.pixels(formatNumber(brush.radiusPx, language))}
          onChange={(step) => setBrush({ radiusPx: radiusAt(step) })}
        />
        <Slider
          label={text.hardness}
          min={0}
          max={1}
          step={0.05}
          value={brush.hardness}
          shown={formatPercent(brush.hardness, language)}
          onChange={(hardness) => setBrush({ hardness })}
        />
      </div>
      <div className="tools-row" role="group" aria-label={text.title}>
        <button type="button" className="button-small" disabled={!canUndo} onClick={() => steps.go('undo')}>
          <UndoIcon />
          {text.undo}
        </button>
        <button type="button" className="button-small" disabled={!canRedo} onClick={() => steps.go('redo')}>
          <RedoIcon />
          {text.redo}
        </button>
      </div>
      <Choices
        legend={text.backdrop}
        look="bar"
        value={shownBackdrop}
        onChoose={setBackdrop}
        choices={backdrops.map((value) => ({ value, label: text.backdrops[value] }))}
      />
      <div className="tools-state numbers">
        <p role="status" data-testid="strokes">
          {count === 0 ? text.noStrokes : text.strokes(count)}
          {count > 0 && ` · ${working ? text.working : text.upToDate}`}
        </p>
        {count > 0 && (
          <button type="button" className="button-link" onClick={actions.clear}>
            {text.clear}
          </button>
        )}
      </div>
      {problem && <Alert {...errorText(problem, words)} />}
      <p className="tools-keys">{text.keys}</p>
    </div>
  );
}
