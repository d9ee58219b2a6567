import { useCallback, useMemo, useRef } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { isHidden, shownOrder, useCompare } from '../../stores/compare.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { SHAPE_SIZES } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { choiceName } from './candidates.ts';
import { Contours, type ContoursHandle } from './Contours.tsx';
import { Tile } from './Tile.tsx';
import { layTiles } from './tileLayout.ts';
import { Transport } from './Transport.tsx';
import { useCompareKeys } from './useCompareKeys.ts';
import { useComparePlayer } from './useComparePlayer.ts';
import { useRoom } from './useRoom.ts';
import { useTilePictures } from './useTilePictures.ts';
import { useVoices } from './useVoices.ts';
import { WrittenLine } from './WrittenLine.tsx';

/** Above and below a picture: its name, the measured values, and the button. */
const TEXT_HEIGHT_PX = 140;
const GAP_PX = 12;
const CURVES_LEAST_PX = 96;
const CURVES_MOST_PX = 280;
const LETTERS = ['A', 'B', 'C', 'D'];

/** The comparison: a grid of pictures that speak together, their curves, and what plays them. */
export function Board({ inspection, onChange }: { inspection: PhotoInspection; onChange: () => void }) {
  const { words, language } = useText();
  const choices = useCompare((store) => store.choices);
  const blind = useCompare((store) => store.blind);
  const own = usePresets((store) => store.own);
  const shape = useProject(({ document }) => document.shape);
  const shown = useMemo(() => shownOrder(choices, blind), [choices, blind]);
  const voices = useVoices(shown);
  const hidden = isHidden(blind);
  const contours = useRef<ContoursHandle>(null);
  const room = useRef<HTMLDivElement>(null);
  const size = useRoom(room);
  const pictures = useTilePictures(choices, shown, voices);
  const { show } = pictures;
  const onFrame = useCallback(
    (recordedSec: number) => {
      contours.current?.moveTo(recordedSec);
      show(recordedSec);
    },
    [show],
  );
  const problem = useComparePlayer(voices, onFrame);
  useCompareKeys(shown);

  const { widthPx, heightPx } = SHAPE_SIZES[shape];
  const inTiles = { ...size, heightPx: size.heightPx - CURVES_LEAST_PX - GAP_PX };
  const layout = layTiles(shown.length, inTiles, widthPx / heightPx, TEXT_HEIGHT_PX, GAP_PX);
  const rows = Math.ceil(shown.length / layout.columns);
  const tilesHeightPx = rows * (layout.pictureHeightPx + TEXT_HEIGHT_PX) + (rows - 1) * GAP_PX;
  // What the tiles leave over makes the curves easier to read.
  const curvesHeightPx = Math.min(
    CURVES_MOST_PX,
    Math.max(CURVES_LEAST_PX, size.heightPx - tilesHeightPx - GAP_PX),
  );
  const names = shown.map((choice, index) =>
    hidden ? words.compare.letter(LETTERS[index]) : choiceName(choice, own ?? [])[language],
  );

  return (
    <section className="board" aria-label={words.compare.tab} data-testid="compare-board">
      {hidden && <p className="board-lead">{words.compare.blindLead}</p>}
      <div className="board-room" ref={room}>
        <div
          className="board-tiles"
          style={{ '--columns': layout.columns, '--picture-width': `${layout.pictureWidthPx}px` }}
        >
          {shown.map((choice, index) => (
            <Tile
              key={choice.id}
              index={index}
              choice={choice}
              name={names[index]}
              voice={voices[index]}
              heightPx={layout.pictureHeightPx}
              inspection={inspection}
              canvasRef={pictures.canvasRef(index)}
              isDrawn={pictures.isDrawn}
            />
          ))}
        </div>
        <Contours ref={contours} voices={voices} names={names} hidden={hidden} heightPx={curvesHeightPx} />
      </div>
      <Transport voices={voices} problem={problem ?? pictures.problem} onChange={onChange} />
      <WrittenLine />
    </section>
  );
}
