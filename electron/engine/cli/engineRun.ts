import type { RenderProgress } from '../../../shared/contract/render.ts';
import type { DiagnosticLog } from '../diagnostics/diagnosticLog.ts';
import type { Log } from '../context.ts';
import { findFfmpeg } from '../ffmpeg/locate.ts';
import { resolveFolders } from '../folders.ts';
import type { EngineRun } from '../index.ts';
import { isSet, type OptionValues } from './options.ts';
import type { Terminal } from './terminal.ts';
import type { VerbContext } from './verb.ts';

/** Remarks of the engine: on standard error when asked for. What matters to the result is in the report anyway. */
function terminalLog(terminal: Terminal, verbose: boolean, diagnostics?: DiagnosticLog): Log {
  const write = (level: string, message: string, data?: Readonly<Record<string, unknown>>): void => {
    if (verbose) terminal.err(`${level}: ${message}${data ? ` ${JSON.stringify(data)}` : ''}\n`);
  };
  return {
    info(message, data) {
      write('info', message, data);
      diagnostics?.info('engine', { line: message, ...data });
    },
    warn(message, data) {
      write('warning', message, data);
      diagnostics?.warn('engine', { line: message, ...data });
    },
  };
}

/** What every call of the engine is given, from the command line's surroundings. */
export async function engineRun(
  values: OptionValues,
  { terminal, signal, diagnostics }: VerbContext,
  onProgress: (progress: RenderProgress) => void = () => undefined,
): Promise<EngineRun> {
  return {
    folders: resolveFolders(),
    ffmpegPath: (await findFfmpeg()).path,
    log: terminalLog(terminal, isSet(values, 'verbose'), diagnostics),
    signal,
    onProgress,
  };
}
