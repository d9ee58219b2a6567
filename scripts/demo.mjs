// npm run demo: sets up, then renders the sample to out/demo.mp4 inside the real app and says how it went.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { appEnvironment, electronCommand } from './electronCommand.mjs';
import { fromRoot, ROOT } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';
import { setUp } from './setup/setUp.mjs';

const OUT = fromRoot('out', 'demo.mp4');

/** A complete render request (shared/contract/render.ts), with the program's own defaults. */
const REQUEST = {
  photoPath: fromRoot('resources', 'sample', 'photo.jpg'),
  voicePath: fromRoot('resources', 'sample', 'voice.wav'),
  outPath: OUT,
  background: { kind: 'none' },
  size: { widthPx: 1080, heightPx: 1080 },
  fps: 25,
  lipsync: 'auto',
  device: 'auto',
  faceIndex: 0,
  mouthStrength: 1,
  blink: 1,
  idleMotion: 1,
  seed: 1,
};

/**
 * @typedef {{ stage: string, fraction: number, etaSec: number | null }} Progress
 * @typedef {{ message: string, hint: string }} Failure
 * @typedef {{ frames: number, durationSec: number, width: number, height: number, fps: number, totalMs: number,
 *   renderFps: number, lipsync: string, device: string, stages: { name: string, ms: number }[],
 *   warnings: string[], fallbacks: string[] }} Report
 */

/** How often the longest stage says how far it is. */
const ANNOUNCE_SHARE = 0.2;

/** Announces each stage and every fifth of the whole, as readable in a log as on a terminal. */
function createAnnouncer() {
  let stageNow = '';
  let nextShare = ANNOUNCE_SHARE;
  return (/** @type {Progress} */ { stage, fraction, etaSec }) => {
    if (stage === stageNow && fraction < nextShare) return;
    stageNow = stage;
    while (nextShare <= fraction) nextShare += ANNOUNCE_SHARE;
    const left = etaSec === null ? '' : `, about ${String(Math.ceil(etaSec))} s left`;
    console.log(`  ${stage.padEnd(10)}${String(Math.floor(fraction * 100)).padStart(4)} %${left}`);
  };
}

/** @param {Report} report */
function printReport(report) {
  console.log(`\nVideo:    ${OUT}`);
  console.log(
    `Length:   ${report.durationSec.toFixed(2)} s, ${String(report.frames)} frames, ${String(report.width)}x${String(report.height)} at ${String(report.fps)} fps`,
  );
  console.log(`Lip-sync: ${report.lipsync} on ${report.device}`);
  console.log('Stages (they overlap):');
  for (const { name, ms } of report.stages)
    console.log(`  ${name.padEnd(10)}${(ms / 1000).toFixed(2).padStart(8)} s`);
  console.log(
    `  ${'in all'.padEnd(10)}${(report.totalMs / 1000).toFixed(2).padStart(8)} s, ${report.renderFps.toFixed(1)} frames a second`,
  );
  for (const sentence of report.fallbacks) console.log(`Fallback: ${sentence}`);
  for (const sentence of report.warnings) console.log(`Note:     ${sentence}`);
}

/** Renders inside the app's main process. @returns {Promise<number>} the app's exit code */
async function renderInApp() {
  const requestFile = fromRoot('out', 'demo-request.json');
  mkdirSync(fromRoot('out'), { recursive: true });
  writeFileSync(requestFile, JSON.stringify(REQUEST, null, 2));
  const { command, args } = electronCommand([`--render-request=${requestFile}`]);
  const app = spawn(command, args, { cwd: ROOT, env: appEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise((resolve, reject) => {
    app.on('error', reject);
    app.on('close', (code) => resolve(code ?? 1));
  });
  let complaints = '';
  app.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
  const announce = createAnnouncer();
  /** @type {Failure | undefined} */
  let failure;
  let reported = false;
  for await (const line of createInterface({ input: app.stdout })) {
    // Chromium and the drivers under it write here too.
    if (!line.startsWith('{')) continue;
    const message = JSON.parse(line);
    if (message.progress) announce(message.progress);
    if (message.error) failure = message.error;
    if (message.report) {
      reported = true;
      printReport(message.report);
    }
  }
  const code = /** @type {number} */ (await exit);
  if (failure) console.error(`\n${failure.message}\n${failure.hint}`);
  else if (code !== 0 || !reported)
    console.error(`\nThe app ended with code ${String(code)}.\n${complaints}`);
  return code === 0 && !reported ? 1 : code;
}

await runMain(async () => {
  await setUp();
  console.log('Rendering the sample');
  return await renderInApp();
});
