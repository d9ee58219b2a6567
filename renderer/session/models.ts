import { CHOOSABLE_ROLES } from '../../shared/contract/inferenceConstants.ts';
import type { ModelView } from '../../shared/contract/models.ts';
import type { ModelChoices } from '../../shared/contract/settings.ts';
import type { Studio } from '../api/studio.ts';
import { useModels, type ModelOutcome, type ModelWork } from '../stores/models.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** Bringing models in, taking them away, and saying which is used. */
export interface ModelActions {
  readonly load: () => Promise<void>;
  /** @param accepted the licence notice was shown and accepted */
  readonly install: (id: string, accepted: boolean) => Promise<void>;
  /** Asks for a file and takes it in under this model's name. */
  readonly importFile: (id: string, accepted: boolean) => Promise<void>;
  readonly verify: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly cancel: (id: string) => Promise<void>;
  /** @param choice an id, or `auto` */
  readonly choose: (role: keyof ModelChoices, choice: string) => Promise<void>;
}

export interface ModelReach {
  readonly saveModelChoices: (choices: ModelChoices) => Promise<void>;
  /** Another model may see another person in the photo. */
  readonly lookAgain: () => Promise<void>;
}

/** Models that take part in looking at a photo. */
const looksAtPhotos = (role: string): boolean => role === 'person' || role === 'matte';

export function createModelActions(
  studio: Studio,
  { saveModelChoices, lookAgain }: ModelReach,
): ModelActions {
  const store = useModels.getState;

  async function load(): Promise<void> {
    try {
      store().load(await studio.listModels(null));
    } catch (thrown) {
      store().fail(asKotohogiError(thrown));
    }
  }

  const usedByPhotos = (): string =>
    (store().models ?? [])
      .filter(({ role, inUse }) => inUse && looksAtPhotos(role))
      .map(({ id }) => id)
      .join();

  /** Does one thing with one model; the list is asked for anew, because other models may be used now. */
  async function work(
    id: string,
    kind: ModelWork['kind'],
    action: () => Promise<ModelView | null>,
    good: ModelOutcome | null = null,
  ): Promise<void> {
    if (store().work[id]) return;
    const before = usedByPhotos();
    store().begin(id, kind);
    let outcome: ModelOutcome | null = null;
    try {
      if (await action()) outcome = good;
    } catch (thrown) {
      const error = asKotohogiError(thrown);
      if (error.kind !== 'cancelled') outcome = { kind: 'problem', error };
    }
    await load();
    store().end(id, outcome);
    if (usedByPhotos() !== before) await lookAgain();
  }

  async function choose(role: keyof ModelChoices, choice: string): Promise<void> {
    const { models } = useView.getState().settings;
    if (models[role] === choice) return;
    await saveModelChoices({ ...models, [role]: choice });
    if (looksAtPhotos(role)) await lookAgain();
  }

  return {
    load,
    install: (id, accepted) => work(id, 'install', () => studio.installModel({ id, accepted })),
    importFile: (id, accepted) => work(id, 'import', () => studio.importModel({ id, accepted })),
    verify: (id) => work(id, 'verify', () => studio.verifyModel({ id }), { kind: 'intact' }),
    async remove(id) {
      await work(id, 'remove', () => studio.removeModel({ id }));
      const gone = store().models?.find((model) => model.id === id)?.state !== 'installed';
      // A choice of what is no longer there would stop the next video.
      for (const role of CHOOSABLE_ROLES)
        if (gone && useView.getState().settings.models[role] === id) await choose(role, 'auto');
    },
    async cancel(id) {
      store().stop(id);
      await studio.cancelModelWork({ id });
    },
    choose,
  };
}
