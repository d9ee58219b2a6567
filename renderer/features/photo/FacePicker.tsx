import type { CSSProperties } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useProject } from '../../stores/project.ts';
import { withFace } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';

/** The photo with a frame around each face; the chosen one speaks. */
export function FacePicker({ inspection, alt }: { inspection: PhotoInspection; alt: string }) {
  const { words } = useText();
  const faceIndex = useProject(({ document }) => document.faceIndex);
  const edit = useProject((store) => store.edit);
  const { faces, widthPx, heightPx, previewUrl } = inspection;
  const place = ([x, y, width, height]: readonly number[]): CSSProperties => ({
    left: `${(x / widthPx) * 100}%`,
    top: `${(y / heightPx) * 100}%`,
    width: `${(width / widthPx) * 100}%`,
    height: `${(height / heightPx) * 100}%`,
  });

  return (
    <fieldset className="faces">
      <legend className="choices-legend">{words.photo.chooseFace}</legend>
      <div className="faces-picture">
        <img src={previewUrl} alt={alt} draggable={false} />
        {faces.map(({ box }, index) => (
          <label key={box.join()} className="face" style={place(box)}>
            <input
              className="visually-hidden"
              type="radio"
              name="face"
              checked={index === faceIndex}
              onChange={() => edit((document) => withFace(document, index))}
              aria-label={words.photo.face(index + 1)}
            />
            <span className="face-frame">
              <span className="face-number numbers" aria-hidden="true">
                {index + 1}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
