/** Everything the doctor looks at, as data. */
import { version } from '../../../../package.json';
import { toErrorReport } from '../../../../shared/errors.ts';
import type { EngineFolders } from '../../context.ts';
import { resolveFolders } from '../../folders.ts';
import type { DeviceReport } from './devices.ts';
import { missing, type Finding } from './finding.ts';
import { checkInference } from './inference.ts';
import { checkMachine } from './machine.ts';
import { checkFfmpeg } from './media.ts';
import { checkRuntime, inspectElectron } from './runtime.ts';

export const DOCTOR_REPORT_VERSION = 1;

export interface DoctorReport {
  readonly schemaVersion: typeof DOCTOR_REPORT_VERSION;
  readonly version: string;
  /** Nothing necessary is missing. */
  readonly complete: boolean;
  readonly findings: readonly Finding[];
  readonly providers: DeviceReport['providers'];
  readonly devices: DeviceReport['trials'];
}

export interface ExamineWishes {
  /** Tries every model on every device anew. */
  readonly tryAll: boolean;
  /** A folder with CUDA libraries to be put in place; null: none. */
  readonly importCudaFrom: string | null;
  readonly folders?: EngineFolders;
}

async function examineDevices(
  { tryAll, importCudaFrom, folders = resolveFolders() }: ExamineWishes,
  signal: AbortSignal,
): Promise<DeviceReport> {
  try {
    // Loaded late: a native part that does not load is a finding, not a crash.
    const devices = await import('./devices.ts');
    const imported = importCudaFrom === null ? [] : [await devices.importCuda(importCudaFrom)];
    const report = await devices.checkDevices({ folders, tryAll, signal });
    return { ...report, findings: [...imported, ...report.findings] };
  } catch (thrown) {
    const { kind, message, hint } = toErrorReport(thrown);
    if (kind === 'cancelled' || kind === 'input') throw thrown;
    return { providers: [], trials: [], findings: [missing('devices', message, hint)] };
  }
}

/** @throws KotohogiError kinds `cancelled` and `input`; whatever else goes wrong is a finding */
export async function examine(wishes: ExamineWishes, signal: AbortSignal): Promise<DoctorReport> {
  const electron = inspectElectron();
  const devices = await examineDevices(wishes, signal);
  const findings = [
    ...(await checkRuntime(electron)),
    ...(await checkFfmpeg()),
    ...(await checkInference()),
    ...(await checkMachine(electron.program)),
    ...devices.findings,
  ];
  return {
    schemaVersion: DOCTOR_REPORT_VERSION,
    version,
    complete: findings.every(({ state }) => state !== 'missing'),
    findings,
    providers: devices.providers,
    devices: devices.trials,
  };
}
