import { version } from '../../../package.json';
import { EXIT_CODES } from '../../../shared/errors.ts';
import type { Finding } from './doctor/finding.ts';
import { checkInference } from './doctor/inference.ts';
import { checkMachine } from './doctor/machine.ts';
import { checkFfmpeg } from './doctor/media.ts';
import { checkRuntime, inspectElectron } from './doctor/runtime.ts';
import { isSet, type OptionValues } from './options.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

export const DOCTOR_REPORT_VERSION = 1;

const MARKS: Readonly<Record<Finding['state'], string>> = { found: 'ok', limited: '!!', missing: 'MISSING' };

/** The findings as a table, each remedy below its finding. */
export const findingsText = (findings: readonly Finding[]): string =>
  findings
    .map(({ name, state, detail, remedy }) => {
      const line = `${MARKS[state].padEnd(8)}${name.padEnd(22)}${detail}\n`;
      return remedy === null ? line : `${line}${' '.repeat(8)}-> ${remedy}\n`;
    })
    .join('');

async function run(values: OptionValues, { terminal }: VerbContext): Promise<number> {
  const electron = inspectElectron();
  const findings = [
    ...(await checkRuntime(electron)),
    ...(await checkFfmpeg()),
    ...(await checkInference()),
    ...(await checkMachine(electron.program)),
  ];
  const complete = findings.every(({ state }) => state !== 'missing');
  if (isSet(values, 'json'))
    printJson(terminal, { schemaVersion: DOCTOR_REPORT_VERSION, version, complete, findings });
  else {
    terminal.out(findingsText(findings));
    terminal.out(complete ? '\nReady to render.\n' : '\nNot ready: see the lines marked MISSING.\n');
  }
  return complete ? 0 : EXIT_CODES.missing;
}

export const doctor: Verb = {
  name: 'doctor',
  summary: 'tells what is there and what is missing on this machine, and how to get it',
  example: 'doctor',
  options: {},
  run,
};
