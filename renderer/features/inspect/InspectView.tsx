import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { LAYERS, useInspector } from '../../stores/inspector.ts';
import { useProject } from '../../stores/project.ts';
import { useCutout } from '../../stores/touchUp.ts';
import { useText } from '../../text/useText.ts';
import { SpeakerFrames } from '../photo/SpeakerFrames.tsx';
import { EdgeOutline } from './EdgeOutline.tsx';
import { FoundList } from './FoundList.tsx';
import { Landmarks } from './Landmarks.tsx';

/** The whole photo with what was found in it: people, faces, the edge of the cut-out, and the figures. */
export function InspectView({ inspection }: { inspection: PhotoInspection }) {
  const { words } = useText();
  const document = useProject((store) => store.document);
  const { shown, toggle } = useInspector();
  const { cutoutUrl } = useCutout(document, inspection);
  const { widthPx, heightPx, previewUrl } = inspection;
  const text = words.inspect;

  return (
    <div className="studio-split" data-testid="inspect">
      <div className="frame-room">
        <div className="frame inspect-picture" style={{ '--ratio': widthPx / heightPx }}>
          <img
            className="frame-layer"
            src={previewUrl}
            alt={text.picture(document.photo?.name ?? '')}
            draggable={false}
          />
          {shown.edge && cutoutUrl !== null && <EdgeOutline cutoutUrl={cutoutUrl} />}
          {shown.faces && <Landmarks inspection={inspection} />}
          <SpeakerFrames inspection={inspection} persons={shown.persons} faces={shown.faces} />
        </div>
      </div>
      <aside className="side-panel" aria-label={text.title}>
        <h2 className="side-title">{text.title}</h2>
        <fieldset className="layers">
          <legend className="choices-legend">{text.show}</legend>
          {LAYERS.map((layer) => (
            <label key={layer} className="check">
              <input type="checkbox" checked={shown[layer]} onChange={() => toggle(layer)} />
              <span className={`layer-key layer-${layer}`} aria-hidden="true" />
              {text[layer]}
            </label>
          ))}
        </fieldset>
        <FoundList inspection={inspection} />
      </aside>
    </div>
  );
}
