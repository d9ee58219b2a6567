// npm run studio: sets up, then opens the studio.
import { appEnvironment, electronCommand } from './electronCommand.mjs';
import { runMain } from './setup/problem.mjs';
import { ROOT } from './setup/paths.mjs';
import { runProcess } from './setup/process.mjs';
import { setUp } from './setup/setUp.mjs';

await runMain(async () => {
  await setUp();
  const { command, args } = electronCommand(process.argv.slice(2));
  const { status } = await runProcess(command, args, { cwd: ROOT, inherit: true, env: appEnvironment() });
  return status ?? 1;
});
