import { useId, type CSSProperties } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useProject } from '../../stores/project.ts';
import { withFace, withPerson } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';

export interface SpeakerFramesProps {
  readonly inspection: PhotoInspection;
  readonly persons: boolean;
  readonly faces: boolean;
}

/** A frame around each person and each face, over a picture of the photo; the chosen one speaks. */
export function SpeakerFrames({ inspection, persons, faces }: SpeakerFramesProps) {
  const { words } = useText();
  const group = useId();
  const faceIndex = useProject(({ document }) => document.faceIndex);
  const personIndex = useProject(({ document }) => document.personIndex);
  const edit = useProject((store) => store.edit);
  const { widthPx, heightPx } = inspection;
  const place = ([x, y, width, height]: readonly number[]): CSSProperties => ({
    left: `${(x / widthPx) * 100}%`,
    top: `${(y / heightPx) * 100}%`,
    width: `${(width / widthPx) * 100}%`,
    height: `${(height / heightPx) * 100}%`,
  });

  return (
    <>
      {persons &&
        inspection.persons.map((person, index) => (
          <label key={person.box.join()} className="face face-person" style={place(person.box)}>
            <input
              className="visually-hidden"
              type="radio"
              name={group}
              checked={index === personIndex}
              disabled={person.faceIndex === null}
              onChange={() => {
                const own = person.faceIndex;
                if (own !== null) edit((document) => withPerson(document, index, own));
              }}
              aria-label={words.inspect.person(index + 1)}
              aria-description={person.faceIndex === null ? words.inspect.hiddenFace : undefined}
            />
            <span className="face-frame">
              <span className="face-number numbers" aria-hidden="true">
                {words.inspect.person(index + 1)}
              </span>
            </span>
          </label>
        ))}
      {faces &&
        inspection.faces.map(({ box }, index) => (
          <label
            key={box.join()}
            className="face"
            style={place(box)}
            data-speaks={index === faceIndex || undefined}
          >
            <input
              className="visually-hidden"
              type="radio"
              name={group}
              checked={index === faceIndex && (personIndex === null || !persons)}
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
    </>
  );
}
