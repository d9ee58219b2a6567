import type { TitleToDraw } from '../../../shared/contract/pictures.ts';
import { titleOpacity } from '../../../shared/titles/titleShapes.ts';
import type { JobPicture } from '../../stores/jobs.ts';
import { recordedAt, usePlayback } from '../../stores/playback.ts';
import type { ProjectDocument, Title } from '../../stores/projectDocument.ts';
import { useTitles } from '../../stores/titles.ts';
import { useDrawnTitle } from './useDrawn.ts';
import { useFramed } from './useFramed.ts';

interface TitleOverlayProps extends Pick<ProjectDocument, 'titles' | 'captions'> {
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly face: TitleToDraw['face'];
}

/** The titles of this moment, as they are drawn into the video. */
export function TitleOverlay({ titles, captions, size, face }: TitleOverlayProps) {
  const aboveCaptions = captions.burnIn && captions.items.length > 0;
  return titles.map((title) => <DrawnTitle key={title.id} {...{ title, size, aboveCaptions, face }} />);
}

/**
 * The title whose words are being written, where the picture below does not show it in full: it has not come yet, or is
 * gone.
 */
export function EditedTitle(picture: JobPicture) {
  const { titles } = picture.document;
  const edited = useTitles(({ editedId }) => titles.find(({ id }) => id === editedId));
  const isHidden = usePlayback(
    ({ positionSec, timeMap, playing }) =>
      edited !== undefined && !playing && titleOpacity(edited, recordedAt(timeMap, positionSec)) < 1,
  );
  return edited && isHidden ? <TitleInFrame {...picture} title={edited} /> : null;
}

function TitleInFrame({ title, ...picture }: JobPicture & { readonly title: Title }) {
  const { framed, face } = useFramed(picture);
  return (
    <TitleOverlay titles={[title]} captions={picture.document.captions} size={framed.size} face={face} />
  );
}

function DrawnTitle({
  title,
  size,
  aboveCaptions,
  face,
}: Pick<TitleOverlayProps, 'size' | 'face'> & {
  readonly title: Title;
  readonly aboveCaptions: boolean;
}) {
  const isEdited = useTitles(({ editedId }) => editedId === title.id);
  const opacity = usePlayback(({ positionSec, timeMap, playing }) => {
    const sec = recordedAt(timeMap, positionSec);
    if (playing) return titleOpacity(title, sec);
    // What stands still is seen in full, also where it would just be coming.
    return isEdited || (title.startSec <= sec && sec < title.endSec) ? 1 : 0;
  });
  const { text, position, style, sizePercent } = title;
  const wanted = opacity > 0 && text.trim() !== '';
  const drawn = useDrawnTitle(
    wanted ? { text, position, style, sizePercent, size, aboveCaptions, face } : null,
  );
  if (!drawn) return null;
  const share = (value: number, whole: number): string => `${(value / whole) * 100}%`;
  return (
    <img
      className="frame-title"
      src={drawn.url}
      alt={text}
      draggable={false}
      data-testid="frame-title"
      style={{
        left: share(drawn.left, size.widthPx),
        top: share(drawn.top, size.heightPx),
        width: share(drawn.width, size.widthPx),
        height: share(drawn.height, size.heightPx),
        opacity,
      }}
    />
  );
}
