import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { isAsLaidOut, PLACEMENT_RANGES } from '../../../shared/framing/placement.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Slider } from '../../ui/Slider.tsx';
import { centredOffsetX } from './placementMath.ts';
import { usePlacement } from './usePlacement.ts';

/** Size and place of the person in figures; nothing while there is no photo. */
export function PlacementControls() {
  const inspection = useAnalysis((store) => store.photo.result);
  return inspection && <Controls inspection={inspection} />;
}

function Controls({ inspection }: { readonly inspection: PhotoInspection }) {
  const { words, language } = useText();
  const { framed, placement, place, reset } = usePlacement(inspection);
  const text = words.picture.placement;
  const { scale, offset } = PLACEMENT_RANGES;
  const centred = centredOffsetX(framed, placement.scale);

  return (
    <fieldset className="placement">
      <legend className="choices-legend">{text.title}</legend>
      <Slider
        label={text.size}
        min={scale.min}
        max={scale.max}
        step={0.01}
        value={placement.scale}
        shown={formatPercent(placement.scale, language)}
        onChange={(value) => place({ ...placement, scale: value })}
      />
      <Slider
        label={text.across}
        min={offset.min}
        max={offset.max}
        step={0.005}
        value={placement.offsetX}
        shown={formatPercent(placement.offsetX, language)}
        onChange={(offsetX) => place({ ...placement, offsetX })}
      />
      <Slider
        label={text.down}
        min={offset.min}
        max={offset.max}
        step={0.005}
        value={placement.offsetY}
        shown={formatPercent(placement.offsetY, language)}
        onChange={(offsetY) => place({ ...placement, offsetY })}
      />
      <div className="card-buttons">
        <button
          type="button"
          className="button-small"
          disabled={Math.abs(placement.offsetX - centred) < 0.004}
          onClick={() => place({ ...placement, offsetX: centred })}
        >
          {text.centre}
        </button>
        <button type="button" className="button-small" disabled={isAsLaidOut(placement)} onClick={reset}>
          {text.reset}
        </button>
      </div>
    </fieldset>
  );
}
