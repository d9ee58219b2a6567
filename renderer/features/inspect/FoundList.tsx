import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useModels } from '../../stores/models.ts';
import { useProject } from '../../stores/project.ts';
import { useCutout } from '../../stores/touchUp.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';

interface Found {
  readonly key: string;
  readonly name: string;
  readonly score: number;
  readonly box: readonly [number, number, number, number];
  readonly remark: string | null;
}

/** The figures behind the frames. */
export function FoundList({ inspection }: { inspection: PhotoInspection }) {
  const { words, language } = useText();
  const document = useProject((store) => store.document);
  const { coverage } = useCutout(document, inspection);
  const known = useModels((store) => store.models);
  const { widthPx, heightPx, faces, persons, models } = inspection;
  const text = words.inspect;
  const nameOf = (id: string): string => known?.find((model) => model.id === id)?.name ?? id;
  const px = (value: number): string => formatNumber(Math.round(value), language);
  const size = (width: number, height: number): string => words.photo.size(px(width), px(height));

  const groups: readonly {
    readonly title: string;
    readonly none: string;
    readonly found: readonly Found[];
  }[] = [
    {
      title: text.persons,
      none: text.noPersons,
      found: persons.map(({ box, score, faceIndex }, index) => ({
        key: `person ${index}`,
        name: text.person(index + 1),
        score,
        box,
        remark: faceIndex === null ? text.hiddenFace : faceIndex === document.faceIndex ? text.speaks : null,
      })),
    },
    {
      title: text.faces,
      none: text.noFaces,
      found: faces.map(({ box, score }, index) => ({
        key: `face ${index}`,
        name: words.photo.face(index + 1),
        score,
        box,
        remark: index === document.faceIndex ? text.speaks : null,
      })),
    },
  ];

  return (
    <div className="found selectable">
      <p className="found-line">
        <span>{text.photo}</span>
        <span className="numbers">{size(widthPx, heightPx)}</span>
      </p>
      {groups.map(({ title, none, found }) => (
        <section key={title} aria-label={title}>
          <h3 className="found-title">{title}</h3>
          {found.length === 0 && <p className="found-none">{none}</p>}
          <ul>
            {found.map(({ key, name, score, box, remark }) => (
              <li key={key} className="found-item numbers">
                <span className="found-name">{name}</span>
                {remark !== null && <span className="found-remark">{remark}</span>}
                <span className="found-score" title={text.certainty}>
                  {formatPercent(score, language)}
                </span>
                <span className="found-size">{size(box[2], box[3])}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section aria-label={text.edge}>
        <h3 className="found-title">{text.edge}</h3>
        <p>{coverage === null ? text.noCutout : text.coverage(formatPercent(coverage, language))}</p>
      </section>
      {models.length > 0 && (
        <section aria-label={text.models}>
          <h3 className="found-title">{text.models}</h3>
          <p>{models.map(nameOf).join(', ')}</p>
        </section>
      )}
    </div>
  );
}
