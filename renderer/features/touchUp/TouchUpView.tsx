import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { FitIcon, MinusIcon, PlusIcon } from '../../ui/icons.tsx';
import { BrushTools } from './BrushTools.tsx';
import { CutoutCanvas } from './CutoutCanvas.tsx';
import { Loupe } from './Loupe.tsx';
import { ZOOM_STEP } from './useBrushKeys.ts';
import { useLivePerson } from './useLivePerson.ts';
import { usePicture } from './usePicture.ts';
import { useRoomSize } from './useRoomSize.ts';
import { fitView, heldView, zoomed, type PointPx, type ViewTransform } from './viewTransform.ts';

/** The cut-out and a brush to correct it with. */
export function TouchUpView({ inspection }: { inspection: PhotoInspection }) {
  const { words, language } = useText();
  const { touchUp: actions } = useSession();
  const document = useProject((store) => store.document);
  const { widthPx: width, heightPx: height } = inspection;
  const photoSize = useMemo(() => ({ width, height }), [width, height]);
  const roomElement = useRef<HTMLDivElement>(null);
  const room = useRoomSize(roomElement);
  const [wanted, setWanted] = useState<ViewTransform | null>(null);
  const [cursor, setCursor] = useState<PointPx | null>(null);
  const [painted, setPainted] = useState(0);
  const onPainted = useCallback(() => setPainted((count) => count + 1), []);
  const cutout = useLivePerson(inspection, document, onPainted);
  const { background, photo, matteTouchUp } = document;
  const picture = usePicture(background.kind === 'picture' ? (background.picture?.url ?? null) : null);
  const chosen = background.kind === 'color' ? background.color : picture;
  // Strokes of a project that was opened, or of a stay elsewhere.
  useEffect(() => void actions.refresh(), [actions]);

  const view = useMemo(
    () => room && (wanted ? heldView(wanted, room, photoSize) : fitView(room, photoSize)),
    [room, wanted, photoSize],
  );
  const onView = useCallback(
    (change: (view: ViewTransform) => ViewTransform) => {
      if (room) setWanted((before) => change(heldView(before ?? fitView(room, photoSize), room, photoSize)));
    },
    [room, photoSize],
  );
  const zoomBy = (factor: number): void => {
    if (room) onView((before) => zoomed(before, factor, [room.width / 2, room.height / 2], room, photoSize));
  };
  const text = words.touchUp;

  return (
    <div className="studio-split" data-testid="touch-up">
      <div className="cutout">
        <div className="cutout-room" ref={roomElement}>
          {cutout && room && view && (
            <CutoutCanvas
              cutout={cutout}
              token={photo?.token ?? ''}
              touchUp={matteTouchUp}
              photoSize={photoSize}
              room={room}
              view={view}
              chosen={chosen}
              cursor={cursor}
              onView={onView}
              onCursor={setCursor}
              painted={painted}
              onPainted={onPainted}
            />
          )}
        </div>
        <div className="cutout-zoom" role="group" aria-label={text.zoom}>
          <button
            type="button"
            className="button-icon"
            aria-label={text.zoomOut}
            onClick={() => zoomBy(1 / ZOOM_STEP)}
          >
            <MinusIcon />
          </button>
          <output className="numbers">{view ? formatPercent(view.scale, language) : ''}</output>
          <button
            type="button"
            className="button-icon"
            aria-label={text.zoomIn}
            onClick={() => zoomBy(ZOOM_STEP)}
          >
            <PlusIcon />
          </button>
          <button
            type="button"
            className="button-icon"
            aria-label={text.fit}
            title={text.fit}
            onClick={() => setWanted(null)}
          >
            <FitIcon />
          </button>
        </div>
      </div>
      <aside className="side-panel" aria-label={text.title}>
        <h2 className="side-title">{text.title}</h2>
        {cutout && (
          <Loupe
            cutout={cutout}
            token={photo?.token ?? ''}
            touchUp={matteTouchUp}
            photoSize={photoSize}
            chosen={chosen}
            cursor={cursor}
            painted={painted}
          />
        )}
        <BrushTools offersChosen={chosen !== null} />
      </aside>
    </div>
  );
}
