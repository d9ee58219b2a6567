import { EXIT_CODES, inputError } from '../../../shared/errors.ts';
import { collectBundle, writeBundle } from '../diagnostics/bundle.ts';
import { resolveFolders } from '../folders.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { isSet, optionalText, type OptionSpecs, type OptionValues } from './options.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const MARKS: Readonly<Record<Finding['state'], string>> = { found: 'ok', limited: '!!', missing: 'MISSING' };

/** The findings as a table, each remedy below its finding. */
export const findingsText = (findings: readonly Finding[]): string =>
  findings
    .map(({ name, state, detail, remedy }) => {
      const line = `${MARKS[state].padEnd(8)}${name.padEnd(22)}${detail}\n`;
      return remedy === null ? line : `${line}${' '.repeat(8)}-> ${remedy}\n`;
    })
    .join('');

const OPTIONS = {
  devices: { type: 'boolean', help: 'try every model on every device anew (minutes with large models)' },
  'import-cuda': {
    type: 'string',
    value: 'DIR',
    help: 'put the CUDA libraries of ONNX Runtime in DIR where the runtime looks for them',
  },
  bundle: {
    type: 'string',
    value: 'F.zip',
    help: 'collect what is needed to report a problem: a file to look into and to send on, or not',
  },
} as const satisfies OptionSpecs;

async function run(values: OptionValues, { terminal, signal }: VerbContext): Promise<number> {
  const bundle = optionalText(values, 'bundle');
  if (bundle !== undefined && !/\.zip$/i.test(bundle))
    throw inputError('bundle-not-zip', `"${bundle}" is not a .zip file.`, 'Choose a name that ends in .zip.');
  const report = await examine(
    { tryAll: isSet(values, 'devices'), importCudaFrom: optionalText(values, 'import-cuda') ?? null },
    signal,
  );
  const { complete, findings } = report;
  const files =
    bundle === undefined
      ? []
      : await collectBundle({ home: resolveFolders().home, doctor: report, job: null });
  if (bundle !== undefined) await writeBundle(bundle, files);
  if (isSet(values, 'json'))
    printJson(terminal, {
      ...report,
      ...(bundle === undefined ? {} : { bundle: { out: bundle, files: files.map(({ name }) => name) } }),
    });
  else {
    terminal.out(findingsText(findings));
    terminal.out(complete ? '\nReady to render.\n' : '\nNot ready: see the lines marked MISSING.\n');
    if (bundle !== undefined)
      terminal.out(
        `\nCollected in ${bundle}, nothing was sent. Look into it before you send it on:\n${files
          .map(({ name, text }) => `  ${name.padEnd(24)}${Buffer.byteLength(text)} bytes\n`)
          .join('')}`,
      );
  }
  return complete ? 0 : EXIT_CODES.missing;
}

export const doctor: Verb = {
  name: 'doctor',
  summary: 'tells what is there and what is missing on this machine, and how to get it',
  example: 'doctor --bundle problem.zip',
  options: OPTIONS,
  run,
};
