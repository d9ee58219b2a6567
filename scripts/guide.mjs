// npm run guide: sets up, then makes the pictures of docs/guide anew from the real app.
import { appEnvironment, onDisplay } from './electronCommand.mjs';
import { ROOT } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';
import { runProcess } from './setup/process.mjs';
import { setUp } from './setup/setUp.mjs';

await runMain(async () => {
  await setUp();
  const { command, args } = onDisplay(process.execPath, [
    'node_modules/@playwright/test/cli.js',
    'test',
    ...['-c', 'e2e/guide/playwright.config.ts'],
    ...process.argv.slice(2),
  ]);
  const { status } = await runProcess(command, args, { cwd: ROOT, inherit: true, env: appEnvironment() });
  return status ?? 1;
});
