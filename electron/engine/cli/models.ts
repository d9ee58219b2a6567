import type { ModelView } from '../../../shared/contract/models.ts';
import { assertNever, EXIT_CODES, throwIfCancelled, usageError } from '../../../shared/errors.ts';
import { resolveFolders } from '../folders.ts';
import { createModelLibrary } from '../models/library.ts';
import type { InstallRun, ModelLibrary } from '../models/types.ts';
import { actionWord } from './actionWord.ts';
import { bytesText, createModelProgressView } from './modelProgress.ts';
import { PROGRESS_STYLES } from './progressStyles.ts';
import { choiceOption, isSet, required, type OptionSpecs, type OptionValues } from './options.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

export const MODELS_REPORT_VERSION = 1;

const ACTIONS = ['list', 'install', 'import', 'verify', 'remove'] as const;
type Action = (typeof ACTIONS)[number];

const OPTIONS = {
  file: { type: 'string', value: 'F.onnx', help: 'import: the file to install; it is copied' },
  'accept-licence': {
    type: 'boolean',
    help: 'install, import: the notice of the model was read and is accepted',
  },
  progress: {
    type: 'string',
    value: 'P',
    help: `${PROGRESS_STYLES.join(', ')} (auto: a bar on a terminal, else lines; none with --json)`,
  },
} as const satisfies OptionSpecs;

const sizeText = ({ bytes, partialBytes, state }: ModelView): string => {
  if (state === 'partial') return `${bytesText(partialBytes)} of ${bytes === null ? '?' : bytesText(bytes)}`;
  return bytes === null ? '?' : bytesText(bytes);
};

const stateText = ({ state, downloadable }: ModelView): string =>
  state === 'available' && !downloadable ? 'own file' : state;

/** All models in lines for people, by role; a star marks what is used when nothing else is asked for. */
export function modelsText(models: readonly ModelView[]): string {
  const roles = [...new Set(models.map(({ role }) => role))];
  const row = (role: string, name: string, state: string, size: string, licence: string): string =>
    `${role.padEnd(16)}${name.padEnd(34)}${state.padEnd(12)}${size.padEnd(20)}${licence}`;
  const lines = roles.flatMap((role) =>
    models
      .filter((model) => model.role === role)
      .map((model, index) =>
        row(
          index === 0 ? role : '',
          `${model.inUse ? '*' : ' '} ${model.id}`,
          stateText(model),
          sizeText(model),
          model.licence,
        ),
      ),
  );
  return [
    row('role', '  model', 'state', 'size', 'licence'),
    ...lines,
    '',
    '* is used when nothing else is asked for. "own file": only by "kotohogi models import".',
    '',
  ].join('\n');
}

/** How a model is now; what is new about it was said where `isNew` is false. */
export function modelText(model: ModelView, isNew: boolean): string {
  const { name, state, bytes, licence, sha256, pinnedHere } = model;
  const size = bytes === null ? '' : `${bytesText(bytes)}, `;
  const lines = [`${name}: ${stateText(model)} (${size}${licence}).`];
  if (isNew && state === 'installed' && pinnedHere)
    lines.push(
      `No source states the SHA-256 of this file: ${sha256 ?? ''} was taken from it now and is demanded from here on.`,
    );
  return `${lines.join('\n')}\n`;
}

function idFrom(action: Action, id: string | undefined): string {
  if (id !== undefined) return id;
  throw usageError(
    'option-missing',
    `"kotohogi models ${action}" needs the name of a model.`,
    '"kotohogi models list" shows the names.',
  );
}

/** Whether the person accepts the notice of a model: said beforehand, or asked for where somebody can answer. */
async function acceptance(
  model: ModelView | undefined,
  values: OptionValues,
  { terminal, signal }: VerbContext,
): Promise<boolean> {
  if (isSet(values, 'accept-licence')) return true;
  if (!model || model.notice === null || !terminal.ask || isSet(values, 'json')) return false;
  terminal.err(
    `${model.name}: ${model.licence}\n${model.notice.en}\n${model.licenceUrl === null ? '' : `${model.licenceUrl}\n`}`,
  );
  const answer = await terminal.ask('Do you accept this? [y/N] ', signal);
  throwIfCancelled(signal);
  return /^y(es)?$/i.test(answer.trim());
}

/** Checks one model, or all that are there. */
async function verify(library: ModelLibrary, id: string | undefined, run: InstallRun): Promise<ModelView[]> {
  if (id !== undefined) return [await library.verify(id, run)];
  const checked: ModelView[] = [];
  for (const { id: each, state } of await library.list())
    if (state === 'embedded' || state === 'installed' || state === 'damaged')
      checked.push(await library.verify(each, run));
  return checked;
}

/** Does what is asked for. @returns the models that it was about */
async function perform(
  action: Action,
  id: string | undefined,
  values: OptionValues,
  context: VerbContext,
): Promise<readonly ModelView[]> {
  const { terminal, signal } = context;
  const { home, models: modelsFolder } = resolveFolders();
  const library = createModelLibrary({ home, modelsFolder });
  // With --json standard error carries the error object and nothing else, unless progress is asked for.
  const style = choiceOption(values, 'progress', PROGRESS_STYLES, isSet(values, 'json') ? 'none' : 'auto');
  const view = createModelProgressView(style, terminal);
  const run: InstallRun = { signal, onProgress: (progress) => view.show(progress) };
  const accept = async (name: string): Promise<boolean> =>
    acceptance(
      (await library.list()).find((model) => model.id === name),
      values,
      context,
    );
  try {
    switch (action) {
      case 'list':
        return await library.list();
      case 'install': {
        const name = idFrom(action, id);
        return [await library.install(name, await accept(name), run)];
      }
      case 'import': {
        const name = idFrom(action, id);
        const file = required(values, 'file', 'models import');
        return [await library.import(name, file, await accept(name), run)];
      }
      case 'verify':
        return await verify(library, id, run);
      case 'remove':
        return [await library.remove(idFrom(action, id))];
      default:
        return assertNever(action, 'action');
    }
  } finally {
    view.close();
  }
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal, words } = context;
  const action = actionWord('models', ACTIONS, words[0] ?? 'list');
  const models = await perform(action, words[1], values, context);
  const result = { schemaVersion: MODELS_REPORT_VERSION, models };
  if (isSet(values, 'json')) printJson(terminal, result);
  else if (values['progress'] === 'json') terminal.out(`${JSON.stringify(result)}\n`);
  else if (action === 'list') terminal.out(modelsText(models));
  else for (const model of models) terminal.out(modelText(model, action !== 'verify'));
  const damaged = models.filter(({ state }) => state === 'damaged');
  if (action !== 'verify' || damaged.length === 0) return 0;
  if (!isSet(values, 'json'))
    terminal.err(
      `Damaged: ${damaged.map(({ id }) => id).join(', ')}.\nInstall it again, or "npm run setup" for an embedded one.\n`,
    );
  return EXIT_CODES.missing;
}

export const models: Verb = {
  name: 'models',
  summary: 'lists, installs, imports, checks and removes models',
  example: 'models install yolox-s',
  words: { usage: 'list|install|import|verify|remove [model]', max: 2 },
  options: OPTIONS,
  run,
};
