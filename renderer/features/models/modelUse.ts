import type { ModelRole, ModelView } from '../../../shared/contract/models.ts';

/** True for what can be used now. */
export const isUsable = ({ state }: ModelView): boolean => state === 'embedded' || state === 'installed';

/** What `auto` takes among the models of one role; undefined where nothing is installed. */
export const modelAuto = (models: readonly ModelView[]): ModelView | undefined =>
  models.find(({ inUse }) => inUse);

/**
 * The model that plays a role now.
 * @param models those of the role
 * @param choice an id, or `auto`
 */
export function modelInUse(
  role: ModelRole,
  models: readonly ModelView[],
  choice: string,
): ModelView | undefined {
  const ofRole = models.filter((model) => model.role === role);
  return choice === 'auto'
    ? modelAuto(ofRole)
    : ofRole.find((model) => model.id === choice && isUsable(model));
}
