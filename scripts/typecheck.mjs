// npm run typecheck: one TypeScript project per side, so that no side sees the types of another's surroundings.
import { existsSync } from 'node:fs';
import { fromModules, ROOT } from './setup/paths.mjs';
import { runProcess } from './setup/process.mjs';

const SIDES = ['shared', 'electron', 'renderer', 'e2e', 'scripts'];

// The native compiler needs a fifth of the time. The one in JavaScript stays: typescript-eslint works with its
// interface, and it checks where the native one has no program for the platform.
const isNative = existsSync(fromModules('@typescript', `typescript-${process.platform}-${process.arch}`));
const COMPILER = `node_modules/${isNative ? 'typescript-native' : 'typescript'}/bin/tsc`;

let failures = 0;
for (const side of SIDES) {
  const args = [COMPILER, '-p', `${side}/tsconfig.json`];
  const { status } = await runProcess(process.execPath, args, { cwd: ROOT, inherit: true });
  if (status !== 0) failures += 1;
  console.log(`${side}: ${status === 0 ? 'no type errors' : 'type errors'}`);
}
process.exitCode = failures > 0 ? 1 : 0;
