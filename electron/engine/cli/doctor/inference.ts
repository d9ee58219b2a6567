import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toErrorReport } from '../../../../shared/errors.ts';
import { resolveFolders } from '../../folders.ts';
import { readManifest } from '../../models/catalogue.ts';
import type { ModelCard } from '../../runtime/modelStore.ts';
import { found, missing, type Finding } from './finding.ts';

async function checkOnnxRuntime(): Promise<Finding> {
  try {
    // Loaded late: a native part that does not load is a finding, not a crash.
    const { runtimeDescription } = await import('../../runtime/onnx.ts');
    const { version, providers } = runtimeDescription();
    return found('ONNX Runtime', `${version}, built with ${providers.join(', ')}`);
  } catch (thrown) {
    const detail = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
    return missing(
      'ONNX Runtime',
      `does not load: ${detail}`,
      'Run "npm run setup"; on Windows install the Visual C++ runtime.',
    );
  }
}

async function checkModel(folder: string, { id, file, sha256, licence }: ModelCard): Promise<Finding> {
  const name = `model ${id}`;
  const full = path.join(folder, file);
  const remedy = 'Run "npm run setup"; it makes the embedded models again.';
  if (!existsSync(full)) return missing(name, `${full} is not there`, remedy);
  const hash = createHash('sha256');
  await pipeline(createReadStream(full), hash);
  return hash.digest('hex') === sha256
    ? found(name, `verified, ${licence}`)
    : missing(name, `${full} is damaged (its SHA-256 is not the one in the manifest)`, remedy);
}

export async function checkInference(): Promise<Finding[]> {
  const runtime = await checkOnnxRuntime();
  try {
    const { models } = resolveFolders();
    const cards = await readManifest(models);
    return [runtime, ...(await Promise.all(cards.map((card) => checkModel(models, card))))];
  } catch (thrown) {
    const { message, hint } = toErrorReport(thrown);
    return [runtime, missing('models', message, hint)];
  }
}
