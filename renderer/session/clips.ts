import type { MediaRef } from '../../shared/contract/media.ts';
import { captionTimes, clipTimes, itemTimes, prosodyTimes } from '../../shared/timeline/clipTimes.ts';
import { clipsDurationSec, inOrder } from '../../shared/timeline/clips.ts';
import type { Studio } from '../api/studio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useProject } from '../stores/project.ts';
import { withVoice, type ProjectDocument, type VoiceClip } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError, type MaterialActions } from './materials.ts';

/** What the voice is put together from. Every action is one step. */
export interface ClipActions {
  /** The clips of the voice that there is: a voice without clips is one, as long as itself. */
  readonly current: () => readonly VoiceClip[];
  /**
   * The voice becomes these clips; edits, captions and titles go where their sound goes.
   * @returns whether it was done; a later call makes an earlier one void
   */
  readonly apply: (next: readonly VoiceClip[]) => Promise<boolean>;
  /** Another voice, as it is. */
  readonly replace: (media: MediaRef) => Promise<boolean>;
  /** Another voice: a stretch of a file. */
  readonly begin: (media: MediaRef, inSec: number, outSec: number) => Promise<boolean>;
  /** A stretch of a file behind the voice that there is, after a breath. */
  readonly append: (media: MediaRef, inSec: number, outSec: number) => Promise<boolean>;
}

/** What people leave between two sentences. */
const BREATH_SEC = 0.35;

/** The clips of a document. @param durationSec length of its voice */
export function clipsOf({ voice, clips }: ProjectDocument, durationSec: number): readonly VoiceClip[] {
  if (clips.length > 0 || !voice) return clips;
  return [{ id: 'voice', media: voice, inSec: 0, outSec: durationSec, startSec: 0, gainDb: 0 }];
}

/** The document after its clips have changed. */
function withClips(
  document: ProjectDocument,
  voice: MediaRef,
  before: readonly VoiceClip[],
  next: readonly VoiceClip[],
): ProjectDocument {
  const times = clipTimes(before, next);
  return {
    ...document,
    voice,
    // What is cut, or joined with another voice, has no whole original any more.
    voiceColour: document.voiceColour && { ...document.voiceColour, original: null },
    clips: next,
    prosody: document.prosody && prosodyTimes(document.prosody, times),
    captions: { ...document.captions, items: captionTimes(document.captions.items, times) },
    titles: itemTimes(document.titles, times),
  };
}

const stem = (fileName: string): string => fileName.replace(/\.[^.]+$/, '');

export function createClipActions(studio: Studio, materials: MaterialActions): ClipActions {
  let turn = 0;

  const durationSec = (): number => useAnalysis.getState().voice.result?.durationSec ?? 0;
  const current = (): readonly VoiceClip[] => clipsOf(useProject.getState().document, durationSec());

  /** @returns the clips as one file; null when something else has been asked for meanwhile */
  async function arranged(next: readonly VoiceClip[]): Promise<MediaRef | null> {
    const mine = ++turn;
    try {
      const media = await studio.arrangeVoice({
        clips: next.map(({ media: { token }, inSec, outSec, startSec, gainDb }) => ({
          media: token,
          inSec,
          outSec,
          startSec,
          gainDb,
        })),
        name: stem(next[0].media.name),
      });
      return mine === turn ? media : null;
    } catch (thrown) {
      if (mine === turn)
        useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      return null;
    }
  }

  async function apply(clips: readonly VoiceClip[]): Promise<boolean> {
    const next = inOrder(clips);
    if (next.length === 0) return false;
    const before = current();
    const media = await arranged(next);
    if (!media) return false;
    return materials.useVoice(media, (document) => withClips(document, media, before, next));
  }

  const replace = (media: MediaRef): Promise<boolean> => {
    turn++;
    return materials.useVoice(media, (document) => withVoice(document, media));
  };

  return {
    current,
    apply,
    replace,
    async begin(media, inSec, outSec) {
      const clip: VoiceClip = { id: crypto.randomUUID(), media, inSec, outSec, startSec: 0, gainDb: 0 };
      const voice = await arranged([clip]);
      if (!voice) return false;
      return materials.useVoice(voice, (document) => ({ ...withVoice(document, voice), clips: [clip] }));
    },
    append(media, inSec, outSec) {
      const before = current();
      if (before.length === 0) return replace(media);
      const startSec = clipsDurationSec(before) + BREATH_SEC;
      return apply([...before, { id: crypto.randomUUID(), media, inSec, outSec, startSec, gainDb: 0 }]);
    },
  };
}
