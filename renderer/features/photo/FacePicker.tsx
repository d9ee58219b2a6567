import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useText } from '../../text/useText.ts';
import { SpeakerFrames } from './SpeakerFrames.tsx';

/** The photo with a frame around each face; the chosen one speaks. */
export function FacePicker({ inspection, alt }: { inspection: PhotoInspection; alt: string }) {
  const { words } = useText();
  return (
    <fieldset className="faces">
      <legend className="choices-legend">{words.photo.chooseFace}</legend>
      <div className="faces-picture">
        <img src={inspection.previewUrl} alt={alt} draggable={false} />
        <SpeakerFrames inspection={inspection} persons={false} faces />
      </div>
    </fieldset>
  );
}
