import type { Ref } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useSession } from '../../session/session.ts';
import { isHidden, useCompare, type ComparedChoice } from '../../stores/compare.ts';
import { heardEdit } from '../../stores/expression.ts';
import { useProject } from '../../stores/project.ts';
import { errorText } from '../../text/errorText.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import { FramePicture } from '../stage/FramePicture.tsx';
import { MutedIcon, SpeakerIcon } from './icons.tsx';
import { TileFacts } from './TileFacts.tsx';
import type { BoardVoice } from './useVoices.ts';

export interface TileProps {
  /** Place on the board, from 0. */
  readonly index: number;
  readonly choice: ComparedChoice;
  readonly name: string;
  readonly voice: BoardVoice;
  /** Height of the picture. */
  readonly heightPx: number;
  readonly inspection: PhotoInspection;
  readonly canvasRef: Ref<HTMLCanvasElement>;
  /** Whether the canvas shows the face: until then the picture at rest does. */
  readonly isDrawn: boolean;
}

/** One voice on the face: heard or not, its picture, its values, and the way to take it. */
export function Tile(props: TileProps) {
  const { index, choice, name, voice, heightPx, inspection, canvasRef, isDrawn } = props;
  const { words, language } = useText();
  const text = words.compare;
  const document = useProject((store) => store.document);
  const { audibleIds, leadId, blind, solo, toggleMute } = useCompare();
  const hidden = isHidden(blind);
  const isHeard = audibleIds.includes(choice.id);
  const isSolo = isHeard && audibleIds.length === 1;
  const number = formatNumber(index + 1, language);

  return (
    <article
      className="tile"
      data-voice={index + 1}
      data-heard={isHeard || undefined}
      data-lead={choice.id === leadId || undefined}
      data-testid={`tile-${index + 1}`}
      aria-label={text.tile(number, name)}
    >
      <header className="tile-head">
        <span className="tile-number numbers">{number}</span>
        <h3 className="tile-name">{name}</h3>
        {blind?.chosenId === choice.id && <span className="tag tag-accent">{text.wasChosen}</span>}
        <button
          type="button"
          className="tile-mute"
          aria-pressed={!isHeard}
          aria-label={isHeard ? text.mute(name) : text.unmute(name)}
          title={isHeard ? text.mute(name) : text.unmute(name)}
          onClick={() => toggleMute(choice.id)}
        >
          {isHeard ? <SpeakerIcon /> : <MutedIcon />}
        </button>
      </header>
      <button
        type="button"
        className="tile-picture"
        style={{ height: heightPx }}
        aria-label={text.solo(name)}
        aria-pressed={isSolo}
        title={text.solo(name)}
        onClick={() => solo(choice.id)}
      >
        {!isDrawn && <FramePicture document={document} inspection={inspection} />}
        <canvas ref={canvasRef} className="tile-canvas" hidden={!isDrawn} />
        {!voice.take && !voice.error && (
          <span className="tile-working">
            <span className="working-dot" />
            {text.working}
          </span>
        )}
      </button>
      {voice.error ? (
        <p className="tile-error" role="alert">
          {errorText(voice.error, words).message}
        </p>
      ) : (
        !hidden && <TileFacts voice={voice} />
      )}
      {hidden ? <BestButton choice={choice} name={name} /> : <UseButton choice={choice} name={name} />}
    </article>
  );
}

function BestButton({ choice, name }: { choice: ComparedChoice; name: string }) {
  const { words } = useText();
  const reveal = useCompare((store) => store.reveal);
  return (
    <button
      type="button"
      className="button-small button-small-main tile-use"
      aria-label={words.compare.bestOf(name)}
      onClick={() => reveal(choice.id)}
    >
      {words.compare.best}
    </button>
  );
}

function UseButton({ choice, name }: { choice: ComparedChoice; name: string }) {
  const { words } = useText();
  const { compare } = useSession();
  const text = words.compare;
  const inUse = useProject(
    ({ document }) =>
      JSON.stringify(document.prosody && heardEdit(document.prosody)) ===
      JSON.stringify(choice.edit && heardEdit(choice.edit)),
  );
  return inUse ? (
    <p className="tile-use tile-used" role="status">
      <CheckIcon />
      {text.inUse}
    </p>
  ) : (
    <button
      type="button"
      className="button-small tile-use"
      aria-label={text.useOf(name)}
      onClick={() => compare.choose(choice.id)}
    >
      {text.use}
    </button>
  );
}
