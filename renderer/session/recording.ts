import type { Take } from '../../shared/contract/recording.ts';
import { VOICE_MAX_DURATION_SEC } from '../../shared/limits.ts';
import { missingError } from '../../shared/errors.ts';
import type { Studio } from '../api/studio.ts';
import type { HeardBlock, MicrophoneSource, OpenMicrophone } from '../audio/microphone.ts';
import { useProject } from '../stores/project.ts';
import { SILENT, useRecording, type HeldTake, type NoiseFloor } from '../stores/recording.ts';
import { useView } from '../stores/view.ts';
import type { ClipActions } from './clips.ts';
import { asKotohogiError } from './materials.ts';

/** Speaking into the microphone: takes are kept as they are made, whatever happens to the page. */
export interface RecordingActions {
  readonly open: () => Promise<void>;
  /** Ends and keeps what is being recorded, and lets go of the microphone. */
  readonly close: () => Promise<void>;
  /** @param deviceId empty: the one that the system prefers */
  readonly chooseDevice: (deviceId: string) => Promise<void>;
  /** Listens to the room for a moment. */
  readonly checkNoise: () => Promise<void>;
  /** Counts down, then records. */
  readonly start: () => Promise<void>;
  /** Ends the countdown or the recording. */
  readonly stop: () => Promise<void>;
  readonly dismissClip: () => void;
  readonly chooseTake: (token: string | null) => void;
  /** Says which stretch of a take is wanted. */
  readonly trimTake: (token: string, inSec: number, outSec: number) => void;
  readonly deleteTake: (token: string) => Promise<void>;
  /** The take becomes the voice; the recorder closes. */
  readonly useTake: (token: string) => Promise<void>;
  /** The take is put behind the voice that there is; the recorder closes. */
  readonly appendTake: (token: string) => Promise<void>;
}

export interface RecordingParts {
  readonly microphone: MicrophoneSource;
  readonly clips: ClipActions;
  readonly wait: (ms: number) => Promise<void>;
}

/** Pieces of this length go to the disk: a crash loses no more. */
const PIECE_SEC = 0.25;
const COUNTDOWN_FROM = 3;
const NOISE_CHECK_MS = 1500;
/** The first moment of a microphone is often a click. */
const SETTLING_MS = 250;
const HOLD_MS = 2000;
/** Full scale, but for rounding. */
const CLIPPED_AT = 0.999;
const QUIET_DBFS = -55;
const NOISY_DBFS = -42;
/** Less of a change than this cannot be told from the whole take. */
const TRIM_TOLERANCE_SEC = 0.001;

export const toDbfs = (value: number): number | null => (value > 0 ? 20 * Math.log10(value) : null);

export function noiseVerdict(dbfs: number | null): NoiseFloor['verdict'] {
  if (dbfs === null || dbfs <= QUIET_DBFS) return 'quiet';
  return dbfs <= NOISY_DBFS ? 'fair' : 'noisy';
}

/** Whether a take is part of the project now or after any step back or forth: then its file has to stay. */
export function isTakeInUse(token: string): boolean {
  const { document, past, future } = useProject.getState();
  return [document, ...past, ...future].some(
    ({ voice, clips }) => voice?.token === token || clips.some(({ media }) => media.token === token),
  );
}

interface Running {
  readonly id: string;
  readonly pieces: Float32Array[];
  heard: number;
  written: Promise<void>;
}

export function createRecordingActions(
  studio: Studio,
  { microphone, clips, wait }: RecordingParts,
): RecordingActions {
  const set = useRecording.setState;
  const get = useRecording.getState;
  let device: OpenMicrophone | null = null;
  let running: Running | null = null;
  let held = { peak: 0, atMs: 0 };
  let quiet: number[] | null = null;
  /** Raised by everything that ends a wait early. */
  let turn = 0;

  const fail = (thrown: unknown): void => set({ problem: asKotohogiError(thrown) });

  function onBlock({ samples, peak, rms }: HeardBlock): void {
    const nowMs = performance.now();
    if (peak >= held.peak || nowMs - held.atMs > HOLD_MS) held = { peak, atMs: nowMs };
    set({
      level: { peakDbfs: toDbfs(peak), rmsDbfs: toDbfs(rms), heldPeakDbfs: toDbfs(held.peak) },
      ...(peak >= CLIPPED_AT ? { clipped: true } : {}),
    });
    quiet?.push(rms);
    if (!running || !device) return;
    running.pieces.push(samples);
    running.heard += samples.length;
    const { sampleRateHz } = device;
    set({ elapsedSec: running.heard / sampleRateHz });
    const waiting = running.pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (waiting >= PIECE_SEC * sampleRateHz) flush(running);
    if (running.heard >= VOICE_MAX_DURATION_SEC * sampleRateHz) void finish();
  }

  /** Hands what was heard to the main process, in order. */
  function flush(recording: Running): void {
    const samples = new Float32Array(recording.pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of recording.pieces.splice(0)) {
      samples.set(piece, at);
      at += piece.length;
    }
    if (samples.length === 0) return;
    recording.written = recording.written.then(async () => {
      await studio.appendRecording({ recordingId: recording.id, samples });
    });
    recording.written.catch((thrown: unknown) => {
      fail(thrown);
      // The disk takes no more: what is there is kept.
      if (running === recording) void finish();
    });
  }

  function hold(take: Take, recovered: boolean): void {
    const number = get().takes.reduce((most, one) => Math.max(most, one.number), 0) + 1;
    const kept: HeldTake = { ...take, number, inSec: 0, outSec: take.durationSec, recovered };
    set(({ takes }) => ({ takes: [...takes, kept], chosen: take.media.token }));
  }

  async function finish(): Promise<void> {
    const recording = running;
    if (!recording) return;
    set({ phase: { kind: 'finishing' } });
    flush(recording);
    running = null;
    await recording.written.catch(() => undefined);
    try {
      hold(await studio.finishRecording({ recordingId: recording.id }), false);
    } catch (thrown) {
      fail(thrown);
    }
    set({ phase: device ? { kind: 'ready' } : { kind: 'unavailable' } });
  }

  function letGo(): void {
    device?.close();
    device = null;
    quiet = null;
    turn++;
  }

  async function onLost(): Promise<void> {
    letGo();
    await finish();
    set({
      phase: { kind: 'unavailable' },
      level: SILENT,
      problem: missingError(
        'microphone-lost',
        'The microphone was disconnected.',
        'Connect it again or choose another one. What was recorded up to then is kept.',
      ),
    });
  }

  async function listenTo(deviceId: string | null): Promise<void> {
    letGo();
    const mine = turn;
    set({ phase: { kind: 'opening' }, level: SILENT, clipped: false, noise: null, problem: null });
    try {
      const opened = await microphone.open(deviceId, { onBlock, onLost: () => void onLost() });
      if (mine !== turn) return opened.close();
      device = opened;
      set({
        phase: { kind: 'ready' },
        deviceId: opened.deviceId,
        sampleRateHz: opened.sampleRateHz,
        devices: await microphone.devices(),
      });
    } catch (thrown) {
      if (mine !== turn) return;
      set({ phase: { kind: 'unavailable' }, devices: await microphone.devices().catch(() => []) });
      fail(thrown);
    }
  }

  let stopWatching: () => void = () => undefined;

  const takeOf = (token: string): HeldTake | undefined =>
    get().takes.find(({ media }) => media.token === token);

  const isTrimmed = ({ inSec, outSec, durationSec }: HeldTake): boolean =>
    inSec > TRIM_TOLERANCE_SEC || outSec < durationSec - TRIM_TOLERANCE_SEC;

  async function close(): Promise<void> {
    stopWatching();
    // What is being recorded is finished before its device goes.
    await finish();
    letGo();
    set({ phase: { kind: 'closed' }, level: SILENT, problem: null });
    await studio.closeMicrophone(null);
  }

  /** Lets go of the microphone and shows the window again. */
  async function leave(): Promise<void> {
    await close();
    if (useView.getState().dialog === 'recorder') useView.getState().open(null);
  }

  return {
    async open() {
      if (get().phase.kind !== 'closed') return;
      const mine = ++turn;
      set({ phase: { kind: 'opening' }, problem: null });
      try {
        const { access } = await studio.openMicrophone(null);
        for (const take of await studio.recoverTakes(null)) hold(take, true);
        if (mine !== turn) return;
        if (access === 'denied') throw new DOMException('The system forbids it.', 'NotAllowedError');
      } catch (thrown) {
        if (mine !== turn) return;
        set({ phase: { kind: 'unavailable' } });
        fail(thrown instanceof DOMException ? microphone.explain(thrown) : thrown);
        return;
      }
      stopWatching = microphone.onDevicesChanged(() => {
        void microphone.devices().then((devices) => {
          set({ devices });
          // Somebody has plugged one in.
          if (get().phase.kind === 'unavailable' && devices.length > 0) void listenTo(null);
        });
      });
      await listenTo(get().deviceId);
    },
    close,
    async chooseDevice(deviceId) {
      if (running) return;
      await listenTo(deviceId === '' ? null : deviceId);
    },
    async checkNoise() {
      if (get().phase.kind !== 'ready') return;
      const mine = ++turn;
      set({ phase: { kind: 'listening' }, noise: null });
      await wait(SETTLING_MS);
      quiet = [];
      await wait(NOISE_CHECK_MS);
      const heard = quiet;
      quiet = null;
      if (mine !== turn) return;
      const meanSquare = heard.reduce((sum, rms) => sum + rms * rms, 0) / Math.max(1, heard.length);
      const dbfs = toDbfs(Math.sqrt(meanSquare));
      set({ phase: { kind: 'ready' }, noise: { dbfs, verdict: noiseVerdict(dbfs) } });
    },
    async start() {
      if (get().phase.kind !== 'ready' || !device) return;
      const mine = ++turn;
      set({ problem: null, clipped: false, elapsedSec: 0 });
      for (let left = COUNTDOWN_FROM; left > 0; left--) {
        set({ phase: { kind: 'counting', left } });
        await wait(1000);
        if (mine !== turn || !device) return;
      }
      try {
        const { recordingId } = await studio.beginRecording({ sampleRateHz: device.sampleRateHz });
        running = { id: recordingId, pieces: [], heard: 0, written: Promise.resolve() };
        set({ phase: { kind: 'recording' } });
      } catch (thrown) {
        set({ phase: { kind: 'ready' } });
        fail(thrown);
      }
    },
    async stop() {
      const { kind } = get().phase;
      if (kind === 'counting' || kind === 'listening') {
        turn++;
        quiet = null;
        set({ phase: { kind: 'ready' } });
      }
      await finish();
    },
    dismissClip: () => set({ clipped: false }),
    chooseTake: (chosen) => set({ chosen }),
    trimTake(token, inSec, outSec) {
      set(({ takes }) => ({
        takes: takes.map((take) => (take.media.token === token ? { ...take, inSec, outSec } : take)),
      }));
    },
    async deleteTake(token) {
      if (isTakeInUse(token)) return;
      try {
        await studio.deleteTake({ media: token });
        set(({ takes, chosen }) => {
          const left = takes.filter(({ media }) => media.token !== token);
          return { takes: left, chosen: chosen === token ? (left.at(-1)?.media.token ?? null) : chosen };
        });
      } catch (thrown) {
        fail(thrown);
      }
    },
    async useTake(token) {
      const take = takeOf(token);
      if (!take) return;
      await leave();
      if (isTrimmed(take)) await clips.begin(take.media, take.inSec, take.outSec);
      else await clips.replace(take.media);
    },
    async appendTake(token) {
      const take = takeOf(token);
      if (!take) return;
      await leave();
      await clips.append(take.media, take.inSec, take.outSec);
    },
  };
}
