import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useProject } from '../../stores/project.ts';
import { SHAPE_SIZES, type ProjectDocument } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { PhotoIcon } from '../../ui/icons.tsx';
import { Silhouette } from './Silhouette.tsx';
import { TitlePicture } from './TitlePicture.tsx';
import { TemplateArt } from './TemplateArt.tsx';

/** A project was begun, and nobody is in the picture yet: the frame waits for a photo. */
export function BeginStage() {
  const { words } = useText();
  const { materials } = useSession();
  const document = useProject((store) => store.document);
  const looking = useAnalysis(({ photo }) => photo.working !== null);
  const { widthPx, heightPx } = SHAPE_SIZES[document.shape];
  const text = words.projects.start;
  const [title] = document.titles;

  return (
    <div className="begin">
      <div className="frame-room">
        <div className="frame begin-frame" style={{ '--ratio': widthPx / heightPx }}>
          <TemplateArt template={{ shape: document.shape, background: artOf(document) }} asFrame />
          <Silhouette />
          {title && <TitlePicture {...title} size={{ widthPx, heightPx }} />}
        </div>
      </div>
      <div className="begin-words">
        <h2 className="begin-heading">
          {looking ? words.photo.looking : document.voice ? words.stage.waitingPhoto : text.beginTitle}
        </h2>
        {!looking && (
          <>
            <p className="begin-text">{text.beginText}</p>
            <button type="button" className="button-primary" onClick={() => void materials.choose('photo')}>
              <PhotoIcon />
              {text.choosePhoto}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

/** The chosen background, as far as it can be seen without a photo. */
function artOf({ background }: ProjectDocument): Parameters<typeof TemplateArt>[0]['template']['background'] {
  const { kind, color, gradient, scene } = background;
  switch (kind) {
    case 'color':
      return { kind, color };
    case 'gradient':
      return { kind, gradient };
    case 'scene':
      return { kind, scene };
    case 'none':
    case 'blur':
    case 'picture':
      return { kind: 'none' };
  }
}
