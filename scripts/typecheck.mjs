// npm run typecheck: one TypeScript project per side, so that no side sees the types of another's surroundings.
import { ROOT } from './setup/paths.mjs';
import { runProcess } from './setup/process.mjs';

const SIDES = ['shared', 'electron', 'renderer', 'e2e', 'scripts'];

let failures = 0;
for (const side of SIDES) {
  const args = ['node_modules/typescript/bin/tsc', '-p', `${side}/tsconfig.json`];
  const { status } = await runProcess(process.execPath, args, { cwd: ROOT, inherit: true });
  if (status !== 0) failures += 1;
  console.log(`${side}: ${status === 0 ? 'no type errors' : 'type errors'}`);
}
process.exitCode = failures > 0 ? 1 : 0;
