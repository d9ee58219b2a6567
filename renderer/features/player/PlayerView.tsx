import { useEffect, useRef } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useSession } from '../../session/session.ts';
import { usePlayback } from '../../stores/playback.ts';
import { usePlayer } from '../../stores/player.ts';
import { useProject } from '../../stores/project.ts';
import { SHAPE_SIZES } from '../../stores/projectDocument.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { PlacementLayer } from '../placement/PlacementLayer.tsx';
import { FramePicture } from '../stage/FramePicture.tsx';
import { PlayerFigures } from './PlayerFigures.tsx';
import { TransportBar } from './TransportBar.tsx';
import { usePlayerKeys } from './usePlayerKeys.ts';

/** The face, speaking: the live preview with its controls. Until its first picture has come, the photo is shown. */
export function PlayerView({ inspection }: { inspection: PhotoInspection }) {
  const { words } = useText();
  const { player } = useSession();
  const document = useProject((store) => store.document);
  const { phase, problem, size, overlay } = usePlayer();
  const canvas = useRef<HTMLCanvasElement>(null);
  usePlayerKeys();

  useEffect(() => (canvas.current ? player.show(canvas.current) : undefined), [player]);
  useEffect(() => {
    let request = requestAnimationFrame(function refresh() {
      player.refresh();
      request = requestAnimationFrame(refresh);
    });
    return () => {
      cancelAnimationFrame(request);
      // Nobody sees it any more.
      usePlayback.getState().pause();
    };
  }, [player]);

  const { widthPx, heightPx } = SHAPE_SIZES[document.shape];
  const isDrawn = size !== null && phase !== 'failed';
  const told = problem && errorText(problem, words, null);

  return (
    <figure className="frame-figure player">
      <div className="frame-room">
        {!isDrawn && <FramePicture document={document} inspection={inspection} />}
        <div
          className="frame player-frame"
          hidden={!isDrawn}
          style={{ '--ratio': widthPx / heightPx }}
          data-phase={phase}
        >
          <canvas
            ref={canvas}
            className="player-canvas"
            role="img"
            aria-label={words.player.picture}
            onClick={() => usePlayback.getState().toggle()}
          />
        </div>
        <PlacementLayer
          inspection={inspection}
          isOverVideo={isDrawn}
          onTap={() => usePlayback.getState().toggle()}
        />
        {overlay && <PlayerFigures />}
      </div>
      <figcaption className="player-foot">
        <TransportBar />
        <p className="player-note" role="status">
          {phase === 'opening' && words.player.opening}
          {phase === 'waiting' && words.player.waiting}
          {phase === 'failed' && words.player.failed}
        </p>
        {told && (
          <p className="player-problem" role="alert">
            <WarningIcon />
            <span className="selectable">
              {told.message} {told.hint}
            </span>
            {phase === 'failed' && (
              <button type="button" className="button-bar" onClick={player.retry}>
                {words.player.retry}
              </button>
            )}
          </p>
        )}
      </figcaption>
    </figure>
  );
}
