import { useState } from 'react';
import type { MediaRef, VoiceAnalysis } from '../../../shared/contract/media.ts';
import { clipEndSec, clipsDurationSec } from '../../../shared/timeline/clips.ts';
import { TrimWave } from '../../audio/TrimWave.tsx';
import { useStretchPlayer } from '../../audio/useStretchPlayer.ts';
import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useProject } from '../../stores/project.ts';
import type { VoiceClip } from '../../stores/projectDocument.ts';
import { useView } from '../../stores/view.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import { Dialog } from '../shell/Dialog.tsx';

/** What is left of clips between two moments, moved to the beginning. */
export function trimmedClips(
  clips: readonly VoiceClip[],
  fromSec: number,
  toSec: number,
): readonly VoiceClip[] {
  return clips.flatMap((clip) => {
    const start = Math.max(fromSec, clip.startSec);
    const end = Math.min(toSec, clipEndSec(clip));
    if (end <= start) return [];
    const inSec = clip.inSec + (start - clip.startSec);
    return [{ ...clip, inSec, outSec: inSec + (end - start), startSec: start - fromSec }];
  });
}

/** Takes away what is too much before and after the voice. */
export function TrimDialog() {
  const { words } = useText();
  const voice = useProject(({ document }) => document.voice);
  const result = useAnalysis((store) => store.voice.result);
  const text = words.voiceText.trim;
  return (
    <Dialog name="trim" title={text.title} close={text.close} look="medium">
      {voice && result && <TrimField key={voice.token} voice={voice} analysis={result} />}
    </Dialog>
  );
}

function TrimField({ voice, analysis }: { voice: MediaRef; analysis: VoiceAnalysis }) {
  const { words, language } = useText();
  const { clips } = useSession();
  const show = useView((store) => store.open);
  const { durationSec, peaks } = analysis;
  const [[inSec, outSec], setStretch] = useState<readonly [number, number]>([0, durationSec]);
  const [working, setWorking] = useState(false);
  const player = useStretchPlayer(voice.url, inSec, outSec);
  const text = words.voiceText.trim;
  const unchanged = inSec === 0 && outSec === durationSec;

  async function apply(): Promise<void> {
    setWorking(true);
    const next = trimmedClips(clips.current(), inSec, Math.min(outSec, clipsDurationSec(clips.current())));
    const done = await clips.apply(next);
    setWorking(false);
    if (done && useView.getState().dialog === 'trim') show(null);
  }

  return (
    <div className="trim-field">
      <p className="dialog-lead">{text.lead}</p>
      <TrimWave
        peaks={peaks}
        durationSec={durationSec}
        inSec={inSec}
        outSec={outSec}
        positionSec={player.positionSec}
        startLabel={text.start}
        endLabel={text.end}
        onChange={(from, to) => setStretch([from, to])}
      />
      <p className="material-detail">{text.keys}</p>
      <div className="dialog-row">
        <button type="button" className="button-small" onClick={player.toggle}>
          {player.playing ? <PauseIcon /> : <PlayIcon />}
          {player.playing ? text.pause : text.play}
        </button>
        <p className="material-detail numbers" role="status">
          {working ? text.working : text.kept(formatDuration(outSec - inSec, language))}
        </p>
        <span className="dialog-space" />
        <button type="button" className="button-plain" onClick={() => show(null)}>
          {text.cancel}
        </button>
        <button
          type="button"
          className="button-primary"
          disabled={unchanged || working}
          onClick={() => void apply()}
        >
          {text.apply}
        </button>
      </div>
    </div>
  );
}
