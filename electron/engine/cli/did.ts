import { writeFile } from 'node:fs/promises';
import { assertNever, missingError, usageError } from '../../../shared/errors.ts';
import type {
  Credits,
  DidBackend,
  DidJobView,
  DidProgress,
  DidReport,
  DidRequest,
  DidRun,
  RemovalReport,
  RenderOptions,
  TransferDescription,
} from '../backends/did/index.ts';
import { DidKey } from '../backends/did/key.ts';
import { DEFAULT_DID_SETTINGS, DID_ADDRESS } from '../backends/did/settings.ts';
import { parseListenAddress } from '../backends/did/webhook.ts';
import { findFfmpeg } from '../ffmpeg/locate.ts';
import { resolveFolders } from '../folders.ts';
import { actionWord } from './actionWord.ts';
import { isSet, optionalText, required, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';
import { printJson, type Terminal } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const ACTIONS = ['credits', 'describe', 'render', 'start', 'resume', 'jobs', 'delete', 'forget'] as const;
type Action = (typeof ACTIONS)[number];

/** Where the key comes from: never from the command line, which other users of the computer can see. */
export const KEY_VARIABLE = 'KOTOHOGI_DID_KEY';
const MAX_KEY_BYTES = 4096;

const OPTIONS = {
  photo: { type: 'string', value: 'F', help: 'describe, render: the photo' },
  voice: { type: 'string', value: 'F', help: 'describe, render: the recording' },
  out: { type: 'string', value: 'F.mp4', help: 'render, start, resume: the video to write' },
  consent: {
    type: 'string',
    value: 'HASH',
    help: 'start: the transferSha256 that "describe" showed; agrees to sending exactly that',
  },
  'delete-afterwards': {
    type: 'boolean',
    help: 'render, start, resume: delete everything at D-ID in the end',
  },
  report: { type: 'string', value: 'F.json', help: 'render, start, resume: write the report there' },
  webhook: {
    type: 'string',
    value: 'URL',
    help: 'describe, render: a public https address of yours that D-ID calls when the video is done',
  },
  'webhook-listen': {
    type: 'string',
    value: 'HOST:PORT',
    help: 'render, start, resume: listen on this computer for that call, e.g. at 127.0.0.1:8123',
  },
  'key-stdin': { type: 'boolean', help: `read the key from standard input instead of ${KEY_VARIABLE}` },
  address: { type: 'string', value: 'URL', help: `the address of D-ID (${DID_ADDRESS})` },
} as const satisfies OptionSpecs;

function jobFrom(action: Action, word: string | undefined): string {
  if (word !== undefined) return word;
  throw usageError(
    'option-missing',
    `"kotohogi did ${action}" needs the name of a job.`,
    '"kotohogi did jobs" shows the names.',
  );
}

async function keyFrom(values: OptionValues): Promise<DidKey | null> {
  if (!isSet(values, 'key-stdin')) {
    const text = process.env[KEY_VARIABLE];
    return text === undefined || text === '' ? null : DidKey.parse(text);
  }
  let text = '';
  for await (const piece of process.stdin) {
    text += String(piece);
    if (text.length > MAX_KEY_BYTES) break;
  }
  return DidKey.parse(text);
}

/** Asked for before anything else is done, so that a missing key is not found out after an hour. */
async function backendFrom(values: OptionValues, needsKey: boolean): Promise<DidBackend> {
  const key = needsKey ? await keyFrom(values) : null;
  if (needsKey && key === null)
    throw missingError(
      'did-key-missing',
      'No D-ID key was given.',
      `Put it into the environment variable ${KEY_VARIABLE}, or pipe it in with --key-stdin.`,
    );
  const baseUrl = optionalText(values, 'address') ?? DID_ADDRESS;
  // Loaded late: help and doctor must work where the native parts of the engine do not.
  const { createDidBackend } = await import('../backends/did/index.ts');
  return createDidBackend({
    home: resolveFolders().home,
    key,
    settings: { ...DEFAULT_DID_SETTINGS, baseUrl },
  });
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** The consent sheet of the command line. */
export function transferText(description: TransferDescription): string {
  const { jobId, transferSha256, address, image, audio, requestJson, totalBytes, notes } = description;
  const lines = [
    `What would be sent to ${address} (${kilobytes(totalBytes)} in all):`,
    `  photo    ${image.bytes} bytes, ${image.widthPx}x${image.heightPx}, ${image.mimeType}: ${image.path}`,
    `  voice    ${audio.bytes} bytes, ${audio.durationSec.toFixed(2)} s, ${audio.sampleRateHz} Hz, ${audio.mimeType}: ${audio.path}`,
    `  request  ${requestJson}`,
    `  and your key, as the proof of who you are`,
    notes.cost,
    notes.kept,
    notes.local,
    ...notes.warnings.map((sentence) => `Note: ${sentence}`),
    `Job ${jobId}`,
    `To agree to exactly this: --consent ${transferSha256}`,
  ];
  return `${lines.join('\n')}\n`;
}

const creditsText = ({ remaining, total, expireAt }: Credits): string =>
  `${remaining ?? 'unknown'} of ${total ?? 'unknown'} credits left${expireAt === null ? '' : `, some until ${expireAt}`}`;

const removalText = ({ talk, image, audio, unnamedUploads }: RemovalReport): string =>
  `At D-ID: video ${talk}, photo ${image}, voice ${audio}.${unnamedUploads > 0 ? ` At most ${unnamedUploads} further uploads have no known name; they end by themselves within two days.` : ''}\n`;

/** The report in a few lines for people. */
export function didReportText(report: DidReport): string {
  const { out, durationSec, frames, width, height, sound, creditsBefore, creditsAfter, removal, jobId } =
    report;
  const size = width === null || height === null ? '' : `, ${width}x${height}`;
  return [
    `${out}\n${durationSec.toFixed(2)} s, ${frames} frames${size}, made by D-ID (job ${jobId}), sound: ${sound === 'recording' ? 'the recording' : 'from D-ID'}\n`,
    ...(creditsBefore ? [`Before: ${creditsText(creditsBefore)}\n`] : []),
    ...(creditsAfter ? [`After: ${creditsText(creditsAfter)}\n`] : []),
    ...(removal ? [removalText(removal)] : []),
    ...report.fallbacks.map((sentence) => `Fallback: ${sentence}\n`),
    ...report.warnings.map((sentence) => `Note: ${sentence}\n`),
  ].join('');
}

const jobLine = ({ jobId, createdAtMs, state, durationSec, failure, isRemoved }: DidJobView): string =>
  `${jobId}  ${new Date(createdAtMs).toISOString()}  ${state.padEnd(10)}${durationSec.toFixed(1).padStart(7)} s${isRemoved ? '' : '  (at D-ID)'}${failure === null ? '' : `  ${failure}`}\n`;

const PHASES: Readonly<Record<DidProgress['phase'], string>> = {
  uploading: 'sending photo and voice',
  asking: 'asking for the video',
  looking: 'looking whether the video was accepted',
  waiting: 'waiting for D-ID',
  downloading: 'downloading the video',
  finishing: 'putting the recording to the video',
};

async function didRun(terminal: Terminal, signal: AbortSignal): Promise<DidRun> {
  let last: DidProgress['phase'] | null = null;
  return {
    ffmpegPath: (await findFfmpeg()).path,
    signal,
    onProgress: ({ phase }) => {
      if (phase !== last) terminal.err(`${PHASES[phase]}\n`);
      last = phase;
    },
    onListening: (address, webhook) =>
      terminal.err(`listening at ${address} for D-ID's call to ${webhook}\n`),
  };
}

function requestOf(values: OptionValues, action: Action): DidRequest {
  const webhookAddress = optionalText(values, 'webhook');
  return {
    photoPath: required(values, 'photo', `did ${action}`),
    voicePath: required(values, 'voice', `did ${action}`),
    ...(webhookAddress === undefined ? {} : { webhookAddress }),
  };
}

/** Makes, or goes on with, a video and writes its report. */
async function video(
  values: OptionValues,
  { terminal }: VerbContext,
  action: Action,
  make: (options: RenderOptions) => Promise<DidReport>,
): Promise<number> {
  const outPath = required(values, 'out', `did ${action}`);
  const reportPath = await outputFile(values, 'report');
  const listen = optionalText(values, 'webhook-listen');
  const report = await make({
    outPath,
    deleteAfterwards: isSet(values, 'delete-afterwards'),
    ...(listen === undefined ? {} : { webhookListen: parseListenAddress(listen) }),
  });
  if (reportPath !== undefined) await writeFile(reportPath, `${JSON.stringify(report, null, 2)}\n`);
  if (isSet(values, 'json')) printJson(terminal, report);
  else terminal.out(didReportText(report));
  return 0;
}

/** Shows what would be sent and asks. */
async function askAndRender(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal, signal } = context;
  const request = requestOf(values, 'render');
  required(values, 'out', 'did render');
  const listen = optionalText(values, 'webhook-listen');
  if (listen !== undefined) parseListenAddress(listen);
  if ((listen === undefined) !== (request.webhookAddress === undefined))
    throw usageError(
      'did-webhook-half',
      '--webhook and --webhook-listen belong together: D-ID calls the one, and the other hears it.',
      'Give both, or neither: D-ID is asked then.',
    );
  if (!terminal.ask || isSet(values, 'key-stdin'))
    throw usageError(
      'did-no-keyboard',
      '"kotohogi did render" asks before it sends anything, and there is nobody to answer.',
      'Use "kotohogi did describe" and "kotohogi did start" instead.',
    );
  const did = await backendFrom(values, true);
  const run = await didRun(terminal, signal);
  const description = await did.describeTransfer(request, run);
  const { jobId, transferSha256 } = description;
  terminal.err(transferText(description));
  const answer = await terminal.ask('Send this to D-ID? [y/N] ', signal);
  if (!/^y(es)?$/i.test(answer.trim())) {
    await did.forgetJob(jobId);
    terminal.err('Nothing was sent.\n');
    return 0;
  }
  return video(values, context, 'render', (options) =>
    did.renderWithDid(jobId, { jobId, transferSha256 }, options, run),
  );
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal, signal, words } = context;
  const action = actionWord('did', ACTIONS, words[0]);
  const show = (value: object, text: string): number => {
    if (isSet(values, 'json')) printJson(terminal, value);
    else terminal.out(text);
    return 0;
  };
  switch (action) {
    case 'credits': {
      const credits = await (await backendFrom(values, true)).readCredits({ signal });
      return show({ schemaVersion: 1, ...credits }, `${creditsText(credits)}\n`);
    }
    case 'describe': {
      const did = await backendFrom(values, false);
      const description = await did.describeTransfer(
        requestOf(values, action),
        await didRun(terminal, signal),
      );
      return show(description, transferText(description));
    }
    case 'render':
      return askAndRender(values, context);
    case 'start': {
      const jobId = jobFrom(action, words[1]);
      const transferSha256 = required(values, 'consent', 'did start');
      const did = await backendFrom(values, true);
      const didRunning = await didRun(terminal, signal);
      return video(values, context, action, (options) =>
        did.renderWithDid(jobId, { jobId, transferSha256 }, options, didRunning),
      );
    }
    case 'resume': {
      const jobId = jobFrom(action, words[1]);
      const did = await backendFrom(values, true);
      const didRunning = await didRun(terminal, signal);
      return video(values, context, action, (options) => did.resumeJob(jobId, options, didRunning));
    }
    case 'jobs': {
      const jobs = await (await backendFrom(values, false)).listJobs();
      return show(
        { schemaVersion: 1, jobs },
        jobs.map(jobLine).join('') || 'No D-ID jobs on this computer.\n',
      );
    }
    case 'delete': {
      const jobId = jobFrom(action, words[1]);
      const removal = await (await backendFrom(values, true)).deleteJob(jobId, { signal });
      return show({ schemaVersion: 1, jobId, ...removal }, removalText(removal));
    }
    case 'forget': {
      const jobId = jobFrom(action, words[1]);
      await (await backendFrom(values, false)).forgetJob(jobId);
      return show(
        { schemaVersion: 1, jobId, forgotten: true },
        `Job ${jobId} was removed from this computer.\n`,
      );
    }
    default:
      return assertNever(action, 'action of did');
  }
}

export const did: Verb = {
  name: 'did',
  summary: 'makes a video at D-ID (cloud, optional), after showing what would be sent',
  example: 'did describe --photo photo.jpg --voice voice.wav',
  words: { usage: `${ACTIONS.join('|')} [job]`, max: 2 },
  options: OPTIONS,
  run,
};
