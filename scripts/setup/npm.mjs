import { existsSync } from 'node:fs';
import path from 'node:path';
import { runProcess } from './process.mjs';

/**
 * npm as a Node script where it can be found: that needs no shell and no PATH, on any platform.
 * @returns {{ command: string, prefix: readonly string[], shell: boolean }}
 */
function findNpm() {
  const nodeFolder = path.dirname(process.execPath);
  const scripts = [
    process.env['npm_execpath'] ?? '',
    path.join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((file) => path.basename(file) === 'npm-cli.js' && existsSync(file));
  if (script) return { command: process.execPath, prefix: [script], shell: false };
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/**
 * @param {readonly string[]} args
 * @param {import('./process.mjs').ProcessOptions} [options]
 */
export function runNpm(args, options = {}) {
  const npm = findNpm();
  return runProcess(npm.command, [...npm.prefix, ...args], { ...options, shell: npm.shell });
}
