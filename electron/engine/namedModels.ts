/** Which networks a report names. */
import type { ModelCard, ModelRole } from '../../shared/contract/models.ts';
import type { RenderReport } from '../../shared/contract/render.ts';
import type { RecordingModelStore } from './runtime/modelStore.ts';

/** Networks that say who is shown. */
const SUBJECT_ROLES: ReadonlySet<ModelRole> = new Set(['person', 'face-detector', 'face-landmarks', 'matte']);

/**
 * @param subject what the description of who is shown comes from, whether it was worked out now or remembered
 * @param opened the store of this call
 */
export async function namedModels(
  subject: readonly ModelCard[],
  opened: RecordingModelStore,
): Promise<RenderReport['models']> {
  // What was opened for the picture is not always what it comes from: a network may have given way to another.
  const others = (await opened.used()).filter(({ role }) => !SUBJECT_ROLES.has(role));
  return [...subject, ...others].map(({ id, role, sha256, licence }) => ({ id, role, sha256, licence }));
}
