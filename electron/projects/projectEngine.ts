import type { EngineClient, TaskOptions } from '../host/engineClient.ts';
import type { EngineTaskName, TaskInput, TaskOutput } from '../host/messages.ts';
import { namingFile } from '../ipc/shortenPaths.ts';

/** An engine whose errors name the file they are about without its folder: that is what the page may know of it. */
export const projectEngine = (engine: Pick<EngineClient, 'run'>): Pick<EngineClient, 'run'> => ({
  run<Name extends EngineTaskName>(
    name: Name,
    input: TaskInput<Name>,
    options?: TaskOptions<Name>,
  ): Promise<TaskOutput<Name>> {
    const run = (): Promise<TaskOutput<Name>> => engine.run(name, input, options);
    const isAboutFile = typeof input === 'object' && input !== null && 'path' in input;
    return isAboutFile && typeof input.path === 'string' ? namingFile(input.path, run) : run();
  },
});
