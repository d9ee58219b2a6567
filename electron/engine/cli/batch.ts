import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { inputError, usageError } from '../../../shared/errors.ts';
import { problemSentence, type RowProblem } from '../../../shared/batch/problems.ts';
import { DEFAULT_NAMING } from '../../../shared/batch/rows.ts';
import type { BatchReport, RowResult } from '../batch/account.ts';
import type { BatchPlan } from '../batch/planBatch.ts';
import type { BatchTools } from '../batch/runBatch.ts';
import { resolveFolders } from '../folders.ts';
import { readUserPresets } from '../presetStore.ts';
import { jobsFrom, JOBS_OPTION, QUEUE_OPTION } from './batchOptions.ts';
import { engineRun } from './engineRun.ts';
import {
  choiceOption,
  isSet,
  optionalText,
  required,
  type OptionSpecs,
  type OptionValues,
} from './options.ts';
import { PRESET_OPTIONS } from './prosodyRequest.ts';
import { provenanceFrom } from './provenanceOptions.ts';
import { RENDER_OPTIONS, renderRequestFrom } from './renderRequest.ts';
import { languageTag, TEXT_OPTIONS } from './speak.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';
import { localMaker } from './videoTools.ts';

const OPTIONS: OptionSpecs = {
  csv: {
    type: 'string',
    value: 'F.csv',
    help: 'the list: a column "name", and what differs: text, voice, photo, preset, background (as --background), lang, speaker',
  },
  project: {
    type: 'string',
    value: 'F.kotohogi',
    help: 'photo, voice and settings for all; columns come before it, and what a file tells of its making is said here',
  },
  ...RENDER_OPTIONS,
  photo: { type: 'string', value: 'F', help: 'photo for rows without one' },
  voice: { type: 'string', value: 'F', help: 'voice for rows without one and without a text' },
  text: {
    type: 'string',
    value: 'S',
    help: 'what is said, with {columns} of the list: "Happy birthday, {name}!"',
  },
  speaker: TEXT_OPTIONS.speaker,
  captions: { type: 'string', value: 'C', help: 'auto for captions of the texts, or off (off)' },
  ...PRESET_OPTIONS,
  out: { type: 'string', value: 'DIR', help: 'folder for the videos, batch.json and review.html' },
  jobs: JOBS_OPTION,
  queue: QUEUE_OPTION,
  naming: {
    type: 'string',
    value: 'P',
    help: `names of the videos, with {columns} of the list and {row} for its row (${DEFAULT_NAMING})`,
  },
  check: {
    type: 'boolean',
    help: 'only say what would be made and what is wrong with the list and its files',
  },
};

/** A request for all rows; photo and voice may be empty. */
async function commonRequest(values: OptionValues, { signal }: VerbContext): Promise<RenderRequest> {
  const project = optionalText(values, 'project');
  if (project === undefined) {
    const own = await readUserPresets(resolveFolders().home);
    const request = renderRequestFrom(
      { ...values, photo: values['photo'] ?? '-', voice: values['voice'] ?? '-', out: 'row.mp4' },
      own,
    );
    return {
      ...request,
      ...(values['photo'] === undefined ? { photoPath: '' } : {}),
      ...(values['voice'] === undefined ? { voicePath: '' } : {}),
    };
  }
  const origin = provenanceFrom(values);
  const { batchRequestOf, openProject } = await import('../project/index.ts');
  return { ...batchRequestOf(await openProject(project, resolveFolders(), signal)), ...origin };
}

const rowText = ({ line, name, state, out, problems }: RowResult): string =>
  state === 'done' ? `  ${out ?? ''}\n` : `  line ${line} (${name || 'no name'}): ${problems.join(' ')}\n`;

const problemText = (problem: RowProblem): string =>
  `${problem.column === null ? '' : `${problem.column}: `}${problemSentence(problem)}`;

function planText({ videos, refused }: BatchPlan): string {
  return [
    ...videos.map(
      ({ line, request, spoken }) =>
        `  line ${line}: ${request.outPath}${spoken ? `  "${spoken.text}"` : ''}`,
    ),
    ...refused.map(
      ({ line, name, problems }) =>
        `  line ${line} (${name || 'no name'}): ${problems.map(problemText).join(' ')}`,
    ),
    `${videos.length} to make, ${refused.length} not possible`,
    '',
  ].join('\n');
}

function reportText({ out, rows }: BatchReport): string {
  const made = rows.filter(({ state }) => state === 'done').length;
  const others = rows.filter(({ state }) => state !== 'done').map(rowText);
  return `${made} of ${rows.length} videos are in ${out}; review.html shows them.\n${others.join('')}`;
}

interface Maker {
  readonly jobs: number;
  readonly make: BatchTools['make'];
  readonly close: () => Promise<void>;
}

/** Who makes the videos: this process, or the workers of a queue. */
async function openMaker(values: OptionValues, context: VerbContext, videos: number): Promise<Maker> {
  const url = optionalText(values, 'queue');
  const jobs = jobsFrom(values);
  if (url === undefined)
    return {
      jobs,
      make: await localMaker(await engineRun(values, context)),
      close: () => Promise.resolve(),
    };
  const { openVideoQueue } = await import('../batch/redisQueue.ts');
  const queue = await openVideoQueue(url);
  // How many are made at once is for the workers to say: all are asked for.
  return {
    jobs: videos,
    make: (video, key) => queue.make(video, key, context.signal),
    close: () => queue.close(),
  };
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal, signal } = context;
  const csv = path.resolve(required(values, 'csv', 'batch'));
  const out = path.resolve(required(values, 'out', 'batch'));
  const captions = choiceOption(values, 'captions', ['auto', 'off'], 'off') === 'auto';
  const language = languageTag(values);
  const request = await commonRequest(values, context);
  const list = await readFile(csv).catch((cause: unknown) => {
    throw inputError(
      'batch-unreadable',
      `The list "${csv}" cannot be read.`,
      'Check its name and folder.',
      cause,
    );
  });
  const [{ readRows }, { planBatch }, { runBatch }] = await Promise.all([
    import('../batch/readRows.ts'),
    import('../batch/planBatch.ts'),
    import('../batch/runBatch.ts'),
  ]);
  const defaults = {
    request,
    text: optionalText(values, 'text') ?? '',
    language,
    speaker: optionalText(values, 'speaker') ?? null,
    captions,
    naming: optionalText(values, 'naming') ?? DEFAULT_NAMING,
  };
  const planned = planBatch(readRows(list, csv), defaults, { list: path.dirname(csv), out });
  if (isSet(values, 'check')) {
    const { checkPlan } = await import('../batch/checkPlan.ts');
    const tools = await engineRun(values, context);
    const plan = await checkPlan(planned, tools, await readUserPresets(resolveFolders().home));
    if (isSet(values, 'json')) printJson(terminal, { schemaVersion: 1, ...plan });
    else terminal.out(planText(plan));
    return plan.refused.length === 0 ? 0 : 3;
  }
  const plan = planned;
  if (plan.videos.length === 0)
    throw usageError('bad-value', `No row of "${csv}" can be made.`, '"kotohogi batch --check" says why.');
  const maker = await openMaker(values, context, plan.videos.length);
  const report = await runBatch(plan, out, {
    signal,
    jobs: maker.jobs,
    make: maker.make,
    onRow: (row, done, total) => {
      if (!isSet(values, 'json')) terminal.err(`${done} of ${total}: ${row.name}, ${row.state}\n`);
    },
  }).finally(maker.close);
  if (isSet(values, 'json')) printJson(terminal, report);
  else terminal.out(reportText(report));
  return report.rows.every(({ state }) => state === 'done') ? 0 : 3;
}

export const batch: Verb = {
  name: 'batch',
  summary: 'makes one video per row of a list, and goes on where it was interrupted',
  example: 'batch --csv guests.csv --photo photo.jpg --text "Thank you, {name}!" --out videos',
  options: OPTIONS,
  run,
};
