import { version } from '../../../package.json';
import { EXIT_CODES, toErrorReport } from '../../../shared/errors.ts';
import { resolveFolders } from '../folders.ts';
import type { DeviceReport } from './doctor/devices.ts';
import { missing, type Finding } from './doctor/finding.ts';
import { checkInference } from './doctor/inference.ts';
import { checkMachine } from './doctor/machine.ts';
import { checkFfmpeg } from './doctor/media.ts';
import { checkRuntime, inspectElectron } from './doctor/runtime.ts';
import { isSet, optionalText, type OptionSpecs, type OptionValues } from './options.ts';
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

const OPTIONS = {
  devices: { type: 'boolean', help: 'try every model on every device anew (minutes with large models)' },
  'import-cuda': {
    type: 'string',
    value: 'DIR',
    help: 'put the CUDA libraries of ONNX Runtime in DIR where the runtime looks for them',
  },
} as const satisfies OptionSpecs;

async function checkDevices(values: OptionValues, signal: AbortSignal): Promise<DeviceReport> {
  try {
    // Loaded late: a native part that does not load is a finding, not a crash.
    const devices = await import('./doctor/devices.ts');
    const folder = optionalText(values, 'import-cuda');
    const imported = folder === undefined ? [] : [await devices.importCuda(folder)];
    const tryAll = isSet(values, 'devices');
    const report = await devices.checkDevices({ folders: resolveFolders(), tryAll, signal });
    return { ...report, findings: [...imported, ...report.findings] };
  } catch (thrown) {
    const { kind, message, hint } = toErrorReport(thrown);
    if (kind === 'cancelled' || kind === 'input') throw thrown;
    return { providers: [], trials: [], findings: [missing('devices', message, hint)] };
  }
}

async function run(values: OptionValues, { terminal, signal }: VerbContext): Promise<number> {
  const electron = inspectElectron();
  const devices = await checkDevices(values, signal);
  const findings = [
    ...(await checkRuntime(electron)),
    ...(await checkFfmpeg()),
    ...(await checkInference()),
    ...(await checkMachine(electron.program)),
    ...devices.findings,
  ];
  const complete = findings.every(({ state }) => state !== 'missing');
  if (isSet(values, 'json'))
    printJson(terminal, {
      schemaVersion: DOCTOR_REPORT_VERSION,
      version,
      complete,
      findings,
      providers: devices.providers,
      devices: devices.trials,
    });
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
  options: OPTIONS,
  run,
};
