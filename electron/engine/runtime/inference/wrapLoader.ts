import { z } from 'zod';
import { loadSession, type SessionLoader } from '../onnx.ts';

const loaderModuleSchema = z.object({
  wrapLoader: z.custom<(load: SessionLoader) => SessionLoader>((value) => typeof value === 'function'),
});

/** The runtime's loader, or what a test puts around it (see InferenceOptions.loaderModule). */
export async function sessionLoader(loaderModule: string | null): Promise<SessionLoader> {
  if (loaderModule === null) return loadSession;
  const module: unknown = await import(/* @vite-ignore */ loaderModule);
  return loaderModuleSchema.parse(module).wrapLoader(loadSession);
}
