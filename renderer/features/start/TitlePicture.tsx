import { useEffect, useState } from 'react';
import type { DrawnTitle, TitleToDraw } from '../../../shared/contract/pictures.ts';
import { useSession } from '../../session/session.ts';

/** While a name is typed, the words are drawn when the fingers rest. */
const REST_MS = 120;

/** Words over a frame, as the video will show them; they fill the frame they are in. */
export function TitlePicture(props: Omit<TitleToDraw, 'aboveCaptions' | 'face'>) {
  const { text, position, style, sizePercent, size } = props;
  const { widthPx, heightPx } = size;
  const { studio } = useSession();
  const [drawn, setDrawn] = useState<DrawnTitle | null>(null);
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      const wish = {
        text,
        position,
        style,
        sizePercent,
        size: { widthPx, heightPx },
        aboveCaptions: false,
        face: null,
      };
      studio.drawTitle(wish).then(
        (title) => {
          if (isWanted) setDrawn(title);
        },
        // Without it the frame is shown without words.
        () => undefined,
      );
    }, REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [studio, text, position, style, sizePercent, widthPx, heightPx]);

  if (!drawn) return null;
  const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return (
    <img
      className="title-picture"
      src={drawn.url}
      alt={text}
      draggable={false}
      style={{
        left: percent(drawn.left, widthPx),
        top: percent(drawn.top, heightPx),
        width: percent(drawn.width, widthPx),
        height: percent(drawn.height, heightPx),
      }}
    />
  );
}
