import path from 'node:path';
import { assertNever, usageError } from '../../../shared/errors.ts';
import type { ProjectDocument } from '../../../shared/project/schema.ts';
import { resolveFolders } from '../folders.ts';
import type { OpenProject } from '../project/index.ts';
import { actionWord } from './actionWord.ts';
import { isSet, optionalText, required, type OptionSpecs, type OptionValues } from './options.ts';
import { PROVENANCE_OPTIONS, provenanceFrom, TALK_OPTIONS, talkFrom } from './provenanceOptions.ts';
import { REPORT_OPTIONS, renderAndReport } from './render.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

export const PROJECT_REPORT_VERSION = 1;

const ACTIONS = ['new', 'check', 'render', 'info'] as const;

const OPTIONS: OptionSpecs = {
  photo: {
    type: 'string',
    value: 'F',
    help: 'new: photo or video loop of a person; it is copied into the project',
  },
  voice: { type: 'string', value: 'F', help: 'new: what is said; it is copied into the project' },
  title: { type: 'string', value: 'S', help: "new: the project's title (the name of its file)" },
  out: { type: 'string', value: 'F.mp4', help: 'render: the video to write' },
  ...REPORT_OPTIONS,
  ...TALK_OPTIONS,
  ...PROVENANCE_OPTIONS,
};

/** What is in a project, for people and for `--json`. */
function describe({ container, media }: OpenProject): {
  readonly file: string;
  readonly document: ProjectDocument;
  readonly problems: readonly string[];
} {
  return {
    file: container.path,
    document: container.document,
    problems: media.map(({ problem }) => problem).filter((problem) => problem !== null),
  };
}

function infoText(project: OpenProject): string {
  const { file, document, problems } = describe(project);
  const { title, savedAt, savedBy, media, frame, prosody } = document;
  const nameOf = (id: string | undefined): string => media.find((one) => one.id === id)?.name ?? 'none yet';
  return `${[
    file,
    `${title === '' ? 'Untitled' : title}, saved ${savedAt} by version ${savedBy}`,
    `  photo     ${nameOf(document.photo?.mediaId)}`,
    `  voice     ${nameOf(document.voice?.mediaId)}${prosody ? `, adjusted${prosody.preset ? ` (${prosody.preset.id})` : ''}` : ''}`,
    `  video     ${frame.size.widthPx}x${frame.size.heightPx} at ${frame.fps} fps, background ${document.background.kind}`,
    ...problems.map((problem) => `Missing: ${problem}`),
  ].join('\n')}\n`;
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal, signal, words } = context;
  const action = actionWord('project', ACTIONS, words[0]);
  const file = words[1];
  if (file === undefined)
    throw usageError(
      'option-missing',
      `"kotohogi project ${action}" needs the name of a project.`,
      'Give a file whose name ends in .kotohogi.',
    );
  const { createProject, openProject, renderRequestOf } = await import('../project/index.ts');
  const tell = (project: OpenProject): void => {
    if (isSet(values, 'json'))
      printJson(terminal, { schemaVersion: PROJECT_REPORT_VERSION, ...describe(project) });
    else terminal.out(infoText(project));
  };
  const open = (): Promise<OpenProject> => openProject(file, resolveFolders(), signal);
  switch (action) {
    case 'new':
      await createProject(
        file,
        {
          title: optionalText(values, 'title') ?? path.basename(file, path.extname(file)),
          photoPath: optionalText(values, 'photo') ?? null,
          voicePath: optionalText(values, 'voice') ?? null,
        },
        signal,
      );
      tell(await open());
      return 0;
    case 'info':
      tell(await open());
      return 0;
    case 'check': {
      // Opening has read every byte that lies inside and compared it with its hash.
      const project = await open();
      renderRequestOf(project, 'check.mp4');
      tell(project);
      return 0;
    }
    case 'render': {
      const out = required(values, 'out', 'project render');
      const project = await open();
      const { provenance, mark } = provenanceFrom(values);
      const request = {
        ...renderRequestOf(project, out),
        talk: await talkFrom(values),
        provenance,
        mark,
      };
      return renderAndReport(request, values, context);
    }
    default:
      return assertNever(action, 'action');
  }
}

export const project: Verb = {
  name: 'project',
  summary: 'makes, checks and renders projects, and says what is in them',
  example: 'project new party.kotohogi --photo photo.jpg --voice voice.wav',
  words: { usage: 'new|check|render|info F.kotohogi', max: 2 },
  options: OPTIONS,
  run,
};
