import type { MediaRef } from '../../shared/contract/media.ts';
import { fileStem } from '../../shared/fileStem.ts';
import { captionTimes, clipTimes, itemTimes, prosodyTimes } from '../../shared/timeline/clipTimes.ts';
import { clipsDurationSec, inOrder } from '../../shared/timeline/clips.ts';
import { areSameClips, isSameSound } from '../../shared/timeline/sameSound.ts';
import type { Studio } from '../api/studio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { clipsOf, useClips } from '../stores/clips.ts';
import { useProject } from '../stores/project.ts';
import { withVoice, type ProjectDocument, type VoiceClip } from '../stores/projectDocument.ts';
import { useTimeline } from '../stores/timeline.ts';
import { useView } from '../stores/view.ts';
import { keepPlayhead, keepSelection } from './clipPlaces.ts';
import { asKotohogiError, type MaterialActions } from './materials.ts';

/** What the voice is put together from. Every action is one step. */
export interface ClipActions {
  /**
   * The clips of the voice as they were asked for last: a voice without clips is one, as long as itself; empty while
   * its length is not known.
   */
  readonly current: () => readonly VoiceClip[];
  /**
   * The voice becomes these clips; edits, captions and titles go where their sound goes. What changes no sound is done
   * at once; otherwise they are {@link useClips}' wanted ones until the engine has put them together.
   * @returns whether it was done; a later call makes an earlier one void
   */
  readonly apply: (next: readonly VoiceClip[], unhurried?: boolean) => Promise<boolean>;
  /** Gives up what is being put together. */
  readonly takeBack: () => void;
  /** Another voice, as it is. */
  readonly replace: (media: MediaRef) => Promise<boolean>;
  /** Another voice: a stretch of a file. */
  readonly begin: (media: MediaRef, inSec: number, outSec: number) => Promise<boolean>;
  /** A stretch of a file behind the voice that there is, after a breath. */
  readonly append: (media: MediaRef, inSec: number, outSec: number) => Promise<boolean>;
  /** Learns how long the files of the clips are, once for each. */
  readonly learnLengths: () => Promise<void>;
  /** Carries out what the timeline wants of the clips from now on. @returns a function that stops it */
  readonly follow: () => () => void;
}

/** What people leave between two sentences. */
const BREATH_SEC = 0.35;
/** Keys in a row come closer than this. */
const IN_A_ROW_MS = 350;

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

export function createClipActions(studio: Studio, materials: MaterialActions): ClipActions {
  let turn = 0;
  /** What is being put together. */
  let accepted: readonly VoiceClip[] | null = null;
  /** What the analysis is told to wait for meanwhile, so that no video is made of the voice before. */
  let claim: string | null = null;
  /** The clips that come into the document from here: every other change of the voice makes what is under way void. */
  let own: readonly VoiceClip[] | null = null;
  const asked = new Set<string>();

  const knownSec = (voice: MediaRef | null): number => {
    const { measured } = useTimeline.getState();
    return (
      useAnalysis.getState().voice.result?.durationSec ??
      (measured && measured.token === voice?.token ? measured.view.durationSec : 0)
    );
  };
  const settled = (): readonly VoiceClip[] => {
    const { document } = useProject.getState();
    return clipsOf(document, knownSec(document.voice));
  };
  const current = (): readonly VoiceClip[] => useClips.getState().wanted ?? settled();

  const isClaimed = (): boolean => claim !== null && useAnalysis.getState().voice.working?.token === claim;

  /** Nothing is wanted any more. */
  function letGo(): void {
    turn++;
    accepted = null;
    own = null;
    if (isClaimed()) useAnalysis.getState().update('voice', { working: null });
    claim = null;
    if (useClips.getState().wanted) useClips.setState({ wanted: null });
  }

  /** @returns the number of what begins now */
  function claimVoice(name: string): number {
    const mine = ++turn;
    claim = `clips-${mine}`;
    useAnalysis.getState().update('voice', { working: { token: claim, fileName: name }, problem: null });
    return mine;
  }

  /** @returns the clips as one file; null when something else has been asked for meanwhile */
  async function arranged(next: readonly VoiceClip[], unhurried = false): Promise<MediaRef | null> {
    const mine = claimVoice(next[0].media.name);
    const isLatest = (): boolean => mine === turn && isClaimed();
    try {
      if (unhurried) await new Promise((done) => setTimeout(done, IN_A_ROW_MS));
      if (!isLatest()) return null;
      const media = await studio.arrangeVoice({
        clips: next.map(({ media: { token }, inSec, outSec, startSec, gainDb }) => ({
          media: token,
          inSec,
          outSec,
          startSec,
          gainDb,
        })),
        name: fileStem(next[0].media.name),
      });
      if (!isLatest()) return null;
      // Measured before it is there, so that the lanes never go away. What is wrong with it is told where it is shown.
      const view = await studio.analyzeProsody({ voice: media.token }).catch(() => null);
      if (!isLatest()) return null;
      if (view) useTimeline.getState().know({ token: media.token, view });
      return media;
    } catch (thrown) {
      if (isLatest()) {
        letGo();
        useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      }
      return null;
    } finally {
      // Another voice was brought in meanwhile.
      if (mine === turn && !isClaimed()) letGo();
    }
  }

  async function apply(clips: readonly VoiceClip[], unhurried = false): Promise<boolean> {
    const next = inOrder(clips);
    const before = settled();
    if (next.length === 0 || before.length === 0) {
      letGo();
      return false;
    }
    if (isSameSound(before, next)) {
      own = next;
      if (!areSameClips(before, next))
        useProject.getState().edit((document) => ({ ...document, clips: next }));
      letGo();
      return true;
    }
    accepted = next;
    useClips.setState({ wanted: next });
    const { voice } = useProject.getState().document;
    const media = await arranged(next, unhurried);
    if (accepted !== next) return false;
    own = next;
    claim = media?.token ?? null;
    const done =
      media !== null &&
      (await materials.useVoice(media, (document) =>
        document.voice?.token === voice?.token ? withClips(document, media, before, next) : document,
      ));
    if (accepted === next) letGo();
    return done;
  }

  const replace = (media: MediaRef): Promise<boolean> => {
    letGo();
    return materials.useVoice(media, (document) => withVoice(document, media));
  };

  return {
    current,
    apply,
    takeBack: letGo,
    replace,
    async begin(media, inSec, outSec) {
      letGo();
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
    async learnLengths() {
      const { clips } = useProject.getState().document;
      const files = new Map(clips.map(({ media }) => [media.token, media]));
      for (const [token, { purpose }] of files) {
        if (asked.has(token)) continue;
        asked.add(token);
        try {
          const { durationSec } = await studio.outlineSound({ media: token, purpose });
          useClips.setState(({ lengths }) => ({ lengths: new Map(lengths).set(token, durationSec) }));
        } catch {
          // Its clips reach as far as they were cut; the next change of the clips asks once more.
          asked.delete(token);
        }
      }
    },
    follow() {
      const stops = [
        useProject.subscribe(({ document }, { document: was }) => {
          const isAnother =
            document.voice?.token !== was.voice?.token ||
            (document.clips !== was.clips && !areSameClips(document.clips, was.clips));
          if (!isAnother || document.clips === own) return;
          letGo();
          useClips.getState().hold(null);
        }),
        useClips.subscribe(({ wanted, unhurried }) => {
          if (wanted && wanted !== accepted) void apply(wanted, unhurried);
        }),
        keepSelection(),
        keepPlayhead(),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
