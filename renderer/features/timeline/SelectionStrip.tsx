import { useId, useState, type KeyboardEvent } from 'react';
import { NEUTRAL_PHRASE, type PhraseSettings } from '../../../shared/prosody/settings.ts';
import { useClips } from '../../stores/clips.ts';
import { usePlayback } from '../../stores/playback.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { AgainIcon } from '../../ui/icons.tsx';
import { ClipButtons, ClipStory } from './ClipStrip.tsx';
import { currentScene, withScene } from './currentScene.ts';
import { DuplicateIcon, LoopIcon, PasteIcon, ZoomSelectionIcon } from './icons.tsx';
import { LANE_OF_ITEM } from './laneLayout.ts';
import { isInnerPause, pauseBounds, pauseNumber } from './pauses.ts';
import { phraseSettings, type Span } from './phraseEdits.ts';
import { spanOf } from './scene.ts';
import { IconButton } from './TimelineBar.tsx';
import {
  copySelected,
  heardLength,
  loopSelected,
  pasteCopied,
  resetSelected,
  setPauseLength,
  setPhraseSetting,
  zoomToSelected,
} from './timelineActions.ts';

/** Sliders reach what can still sound like a person; numbers may be typed beyond, as far as edits may go. */
const FIELDS = [
  { name: 'pitchSemitones', min: -8, max: 8, step: 0.1, digits: 1 },
  { name: 'range', min: 0, max: 2.5, step: 0.05, digits: 2 },
  { name: 'tempo', min: 0.5, max: 2, step: 0.01, digits: 2 },
  { name: 'energyDb', min: -12, max: 12, step: 0.5, digits: 1 },
  { name: 'endLiftSemitones', min: -4, max: 4, step: 0.1, digits: 1 },
] as const satisfies readonly {
  readonly name: keyof PhraseSettings;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
}[];

/** The selected phrases in numbers, or what to do first. Follows the document between gestures. */
export function SelectionStrip() {
  const { words } = useText();
  const selection = useTimeline((store) => store.selection);
  const tool = useTimeline((store) => store.tool);
  const settled = useProject(({ document, gestureStart }) => gestureStart ?? document);
  const scene = currentScene();
  const text = words.timeline;
  const phrases = selection.filter(({ kind }) => kind === 'phrase');
  const [pause] = selection.filter(({ kind }) => kind === 'pause');
  const isEmpty = scene?.facts.phrases.length === 0;
  const arranging = useClips((store) => store.wanted !== null);
  const clips = selection.filter(({ kind }) => kind === 'clip');

  return (
    <div className="tl-strip">
      {phrases.length > 0 ? (
        <PhraseFields key={settled.voice?.token} items={phrases} />
      ) : pause ? (
        <PauseFields key={settled.voice?.token} index={pause.index} />
      ) : clips.length > 0 ? (
        <>
          <ClipStory items={clips} />
          <ItemButtons selection={clips} />
        </>
      ) : selection.length > 0 ? (
        <>
          <p className="tl-strip-name">{text.lanes[LANE_OF_ITEM[selection[0].kind]]}</p>
          <ItemButtons selection={selection} />
        </>
      ) : (
        <p className="tl-hint">{isEmpty ? text.noPhrases : text.hints[tool]}</p>
      )}
      <p className="tl-arranging" role="status">
        {arranging && (
          <span className="working">
            <span className="working-dot" aria-hidden="true" />
            {text.arranging}
          </span>
        )}
      </p>
    </div>
  );
}

function PhraseFields({ items }: { items: readonly ItemRef[] }) {
  const { words } = useText();
  const text = words.timeline;
  // While something is dragged its value stands beside the pointer; here it arrives when the hand lets go.
  const edit = useProject(({ document, gestureStart }) => (gestureStart ?? document).prosody);
  const scene = currentScene();
  if (!scene) return null;
  const spans = items.flatMap(({ index }) => spanOf(scene.facts.phrases, index) ?? []);
  const first = spans[0] as Span | undefined;
  const settings = first && edit ? phraseSettings(edit, first) : NEUTRAL_PHRASE;
  const units: Readonly<Record<keyof PhraseSettings, string>> = {
    pitchSemitones: text.semitones(''),
    range: text.factor(''),
    tempo: text.factor(''),
    energyDb: text.decibels(''),
    endLiftSemitones: text.semitones(''),
  };
  return (
    <>
      <p className="tl-strip-name">
        {items.length === 1 ? text.phrase(items[0].index + 1) : text.phraseCount(items.length)}
      </p>
      <div className="tl-fields">
        {FIELDS.map(({ name, ...range }) => (
          <NumberSlider
            key={name}
            label={text.fields[name]}
            unit={units[name].trim()}
            value={settings[name]}
            neutral={NEUTRAL_PHRASE[name]}
            {...range}
            onChange={(value) => setPhraseSetting(spans, name, value, settings[name])}
          />
        ))}
      </div>
      <ItemButtons selection={items} />
    </>
  );
}

function PauseFields({ index }: { index: number }) {
  const { words, language } = useText();
  const text = words.timeline;
  useProject(({ document, gestureStart }) => (gestureStart ?? document).prosody);
  const scene = currentScene();
  const span = scene && spanOf(scene.facts.pauses, index);
  if (!scene || !span) return null;
  const [least, most] = pauseBounds((span.endSec - span.startSec) / scene.settings.tempo);
  return (
    <>
      <p className="tl-strip-name">
        {isInnerPause(scene.facts, index) ? text.pause(pauseNumber(scene.facts, index)) : text.silence}
      </p>
      <div className="tl-fields">
        {isInnerPause(scene.facts, index) ? (
          <NumberSlider
            label={text.fields.pauseLength}
            unit={text.seconds('').trim()}
            value={Math.round(heardLength(scene, span) * 100) / 100}
            neutral={span.endSec - span.startSec}
            min={Math.round(least * 100) / 100}
            max={Math.round(most * 100) / 100}
            step={0.05}
            digits={2}
            onChange={(value) => setPauseLength(span, value)}
          />
        ) : (
          <p className="tl-hint">{text.seconds(formatNumber(heardLength(scene, span), language, 2))}</p>
        )}
      </div>
      <ItemButtons selection={[{ kind: 'pause', index }]} />
    </>
  );
}

/** Copy, paste, reset, loop, zoom; for captions the words. */
function ItemButtons({ selection }: { selection: readonly ItemRef[] }) {
  const { words } = useText();
  const copied = useTimeline((store) => store.copied);
  const looped = usePlayback((store) => store.loop !== null);
  const text = words.timeline;
  const [first] = selection;
  const isPhrase = first.kind === 'phrase';
  const hasWords = first.kind === 'caption' || first.kind === 'title';
  const resets = isPhrase || first.kind === 'pause';
  return (
    <div className="tl-group tl-strip-buttons">
      {hasWords && (
        <button
          type="button"
          className="button-small"
          onClick={() => useTimeline.setState({ typing: first })}
        >
          {text.editWords}
        </button>
      )}
      {isPhrase && (
        <>
          <IconButton label={text.copy} onClick={withScene(copySelected)}>
            <DuplicateIcon />
          </IconButton>
          <IconButton label={text.paste} disabled={!copied} onClick={withScene(pasteCopied)}>
            <PasteIcon />
          </IconButton>
        </>
      )}
      <IconButton label={text.loop} pressed={looped} onClick={withScene(loopSelected)}>
        <LoopIcon />
      </IconButton>
      <IconButton label={text.zoomToSelection} onClick={withScene(zoomToSelected)}>
        <ZoomSelectionIcon />
      </IconButton>
      {first.kind === 'clip' && <ClipButtons />}
      {(resets || hasWords) && (
        <IconButton label={resets ? text.reset : text.remove} onClick={withScene(resetSelected)}>
          <AgainIcon />
        </IconButton>
      )}
    </div>
  );
}

interface NumberSliderProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly neutral: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
  readonly onChange: (value: number) => void;
}

/** A slider whose number can be typed. */
function NumberSlider({ label, unit, value, neutral, min, max, step, digits, onChange }: NumberSliderProps) {
  const id = useId();
  const { language } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = formatNumber(value, language, digits);

  function commit(): void {
    if (typed === null) return;
    const number = Number.parseFloat(typed.replace(',', '.').replace('−', '-'));
    setTyped(null);
    if (Number.isFinite(number)) onChange(number);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown')
      onChange(value + (event.key === 'ArrowUp' ? step : -step));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const held = Math.min(max, Math.max(min, value));
  return (
    <div className="tl-field" data-changed={Math.abs(value - neutral) > step / 10}>
      <label htmlFor={id}>{label}</label>
      <span className="tl-field-number">
        <input
          type="text"
          inputMode="decimal"
          className="numbers"
          aria-label={unit === '' ? label : `${label} (${unit})`}
          value={typed ?? shown}
          onChange={({ target }) => setTyped(target.value)}
          onFocus={({ target }) => target.select()}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        <span aria-hidden="true">{unit}</span>
      </span>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={held}
        aria-valuetext={`${shown} ${unit}`}
        style={{ '--filled': `${((held - min) / (max - min)) * 100}%` }}
        onChange={({ target }) => onChange(target.valueAsNumber)}
        onDoubleClick={() => onChange(neutral)}
      />
    </div>
  );
}
