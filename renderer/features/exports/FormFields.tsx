import {
  FORM_ENDINGS,
  QUALITIES,
  ENCODER_CHOICES,
  STICKER_RANGES,
} from '../../../shared/contract/exportConstants.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { captionsWishOf } from '../../stores/exportOrder.ts';
import { CAPTIONS_WISHES, FRAME_RATES, SHORT_SIDES, useExports } from '../../stores/exports.ts';
import { useProject } from '../../stores/project.ts';
import { formatDuration, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Slider } from '../../ui/Slider.tsx';

/** Endings that are another spelling of one that is offered. */
const OTHER_SPELLINGS: ReadonlySet<string> = new Set(['.jpeg']);

/** The format of a form that has several. */
export function FormatChoice() {
  const { words } = useText();
  const { settings, change } = useExports();
  const { kind, endings } = settings;
  const offered: readonly string[] = FORM_ENDINGS[kind].filter((ending) => !OTHER_SPELLINGS.has(ending));
  if (offered.length < 2) return null;
  return (
    <Choices
      legend={words.exporting.format}
      look="bar"
      value={endings[kind]}
      onChoose={(ending) => change({ endings: { ...endings, [kind]: ending } })}
      choices={offered.map((value) => ({ value, label: words.exporting.endings[value] ?? value }))}
    />
  );
}

/** Size of a frame. */
export function SizeChoice() {
  const { words } = useText();
  const { settings, change } = useExports();
  const named = SHORT_SIDES.map((side) => ({ side, value: `${side}` as const }));
  return (
    <Choices
      legend={words.exporting.size}
      look="bar"
      value={`${settings.shortSidePx}`}
      onChoose={(value) => {
        const chosen = named.find((choice) => choice.value === value);
        if (chosen) change({ shortSidePx: chosen.side });
      }}
      choices={named.map(({ value }) => ({ value, label: words.exporting.sizes[value] }))}
    />
  );
}

/** Where the captions go. */
export function CaptionsChoice({ withFile }: { withFile: boolean }) {
  const { words } = useText();
  const { settings, change } = useExports();
  const document = useProject((store) => store.document);
  if (document.captions.items.length === 0) return null;
  const wish = captionsWishOf(document, settings.captions);
  return (
    <Choices
      legend={words.exporting.captions}
      look="bar"
      value={wish === 'file' && !withFile ? 'none' : wish}
      onChoose={(captions) => change({ captions })}
      choices={CAPTIONS_WISHES.filter((value) => withFile || value !== 'file').map((value) => ({
        value,
        label: words.exporting.captionWishes[value],
      }))}
    />
  );
}

/** Of a video: quality first; how it is coded for those who want to know. */
export function VideoFields() {
  const { words, language } = useText();
  const { settings, change } = useExports();
  const text = words.exporting;
  return (
    <>
      <SizeChoice />
      <Choices
        legend={text.quality}
        look="bar"
        value={settings.quality}
        onChoose={(quality) => change({ quality })}
        choices={QUALITIES.map((value) => ({
          value,
          label: text.qualities[value],
          hint: text.qualityHints[value],
        }))}
      />
      <CaptionsChoice withFile />
      <details className="export-more">
        <summary>{text.more}</summary>
        <Choices
          legend={text.fps}
          look="bar"
          value={`${settings.fps}`}
          onChoose={(value) => change({ fps: FRAME_RATES.find((fps) => `${fps}` === value) ?? settings.fps })}
          choices={FRAME_RATES.map((fps) => ({ value: `${fps}`, label: formatNumber(fps, language) }))}
        />
        <Choices
          legend={text.encoder}
          look="bar"
          value={settings.encoder}
          onChoose={(encoder) => change({ encoder })}
          choices={ENCODER_CHOICES.map((value) => ({
            value,
            label: text.encoders[value],
            hint: text.encoderHints[value],
          }))}
        />
      </details>
    </>
  );
}

/** Of a picture: its moment. */
export function StillFields() {
  const { words, language } = useText();
  const { settings, change } = useExports();
  const durationSec = useAnalysis(({ voice }) => voice.result?.durationSec ?? 0);
  const atSec = Math.min(settings.atSec, durationSec);
  return (
    <>
      <FormatChoice />
      <SizeChoice />
      <Slider
        label={words.exporting.at}
        min={0}
        max={Math.max(0.1, durationSec)}
        step={0.1}
        value={atSec}
        shown={formatDuration(atSec, language)}
        onChange={(value) => change({ atSec: value })}
      />
      <CaptionsChoice withFile={false} />
    </>
  );
}

/** Of a sticker: what it shows, how long, how large. */
export function StickerFields() {
  const { words, language } = useText();
  const { settings, change } = useExports();
  const durationSec = useAnalysis(({ voice }) => voice.result?.durationSec ?? 0);
  const { sticker } = settings;
  const text = words.exporting;
  const set = (news: Partial<typeof sticker>): void => change({ sticker: { ...sticker, ...news } });
  return (
    <>
      <FormatChoice />
      <label className="check" title={text.cutOutHint}>
        <input
          type="checkbox"
          checked={sticker.isCutOut}
          aria-description={text.cutOutHint}
          onChange={({ target }) => set({ isCutOut: target.checked })}
        />
        <span>
          {text.cutOut}
          <span className="check-hint">{text.cutOutHint}</span>
        </span>
      </label>
      <Slider
        label={text.from}
        min={0}
        max={Math.max(0.1, durationSec)}
        step={0.1}
        value={Math.min(sticker.startSec, durationSec)}
        shown={formatDuration(Math.min(sticker.startSec, durationSec), language)}
        onChange={(startSec) => set({ startSec })}
      />
      <Slider
        label={text.length}
        {...STICKER_RANGES.lengthSec}
        step={0.5}
        value={sticker.lengthSec}
        shown={formatDuration(sticker.lengthSec, language)}
        onChange={(lengthSec) => set({ lengthSec })}
      />
      <Slider
        label={text.side}
        {...STICKER_RANGES.sidePx}
        step={16}
        value={sticker.sidePx}
        shown={`${formatNumber(sticker.sidePx, language)} px`}
        onChange={(sidePx) => set({ sidePx })}
      />
      <Slider
        label={text.fps}
        {...STICKER_RANGES.fps}
        step={1}
        value={sticker.fps}
        shown={formatNumber(sticker.fps, language)}
        onChange={(fps) => set({ fps })}
      />
    </>
  );
}
