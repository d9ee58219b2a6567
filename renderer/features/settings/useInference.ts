import type { InferenceSettings } from '../../../shared/contract/inference.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';

/** How networks are run, and the way to change it. */
export function useInference(): readonly [
  inference: InferenceSettings,
  change: (change: Partial<InferenceSettings>) => void,
] {
  const { saveSettings } = useSession();
  const settings = useView((store) => store.settings);
  const { inference } = settings;
  return [inference, (change) => void saveSettings({ ...settings, inference: { ...inference, ...change } })];
}
