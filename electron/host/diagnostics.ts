/** What the app's own process needs of the engine's care for its traces: the log, reports of problems, and the sweeping up. */
export { collectBundle, writeBundle, type BundleFile } from '../engine/diagnostics/bundle.ts';
export { openDiagnosticLog, type DiagnosticLog, type LogData } from '../engine/diagnostics/diagnosticLog.ts';
export { redactorFor } from '../engine/diagnostics/redact.ts';
export { factsOfReport, factsOfRequest } from '../engine/diagnostics/renderFacts.ts';
export { sweepAfterEnded } from '../engine/resume/journal.ts';
