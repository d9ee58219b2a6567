import { toErrorReport } from '../../../../shared/errors.ts';
import { resolveFolders } from '../../folders.ts';
import { found, missing, type Finding } from './finding.ts';
import { checkModels } from './models.ts';

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

export async function checkInference(): Promise<Finding[]> {
  const runtime = await checkOnnxRuntime();
  try {
    return [runtime, ...(await checkModels(resolveFolders()))];
  } catch (thrown) {
    const { message, hint } = toErrorReport(thrown);
    return [runtime, missing('models', message, hint)];
  }
}
