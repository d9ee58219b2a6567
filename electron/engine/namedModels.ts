/** Which networks a report names. */
import type { ModelCard, ModelRole } from '../../shared/contract/models.ts';
import type { RenderReport } from '../../shared/contract/render.ts';
import type { RecordingModelStore } from './runtime/modelStore.ts';

/** Networks that say who is shown. */
const SUBJECT_ROLES: ReadonlySet<ModelRole> = new Set(['person', 'face-detector', 'face-landmarks', 'matte']);

/**
 * The networks that a result comes from.
 * @param subject what the description of who is shown comes from, whether it was worked out now or remembered
 * @param opened the store of this call
 */
export async function usedModels(
  subject: readonly ModelCard[],
  opened: RecordingModelStore,
): Promise<readonly ModelCard[]> {
  // What was opened for the picture is not always what it comes from: a network may have given way to another.
  const others = (await opened.used()).filter(({ role }) => !SUBJECT_ROLES.has(role));
  return [...subject, ...others];
}

export const namedModels = (cards: readonly ModelCard[]): RenderReport['models'] =>
  cards.map(({ id, role, sha256, licence }) => ({ id, role, sha256, licence }));

/** What a licence does not allow is said with every result, not only when the model is installed. */
export function licenceWarnings(cards: readonly ModelCard[]): string[] {
  const warnings: string[] = [];
  for (const { id, licence, use } of cards)
    if (use === 'non-commercial')
      warnings.push(`The model "${id}" may not be used commercially (licence: ${licence}).`);
  return warnings;
}
