import { CONSENTS_MAX } from '../../shared/consent/consent.ts';
import { KotohogiError } from '../../shared/errors.ts';
import type { Studio } from '../api/studio.ts';
import { useProject } from '../stores/project.ts';
import type { Consent } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** Who agreed that their face or voice is used. Every change is a step that can be undone. */
export interface ConsentActions {
  /** Somebody who has agreed to nothing yet. */
  readonly add: (name: string) => void;
  /** @param merge changes of the same name in a row are one step: a text that is typed */
  readonly change: (index: number, change: Partial<Consent>, merge?: string) => void;
  readonly remove: (index: number) => void;
  /** Asks for a picture or a recording that shows it. */
  readonly attach: (index: number, purpose: 'picture' | 'voice') => Promise<void>;
}

/** The day in the person's own place. */
export function today(now = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function createConsentActions(studio: Studio): ConsentActions {
  const edit = (change: (consents: readonly Consent[]) => readonly Consent[], merge?: string): void =>
    useProject
      .getState()
      .edit(
        (document) => ({ ...document, consents: change(document.consents) }),
        merge === undefined ? {} : { merge },
      );
  const change: ConsentActions['change'] = (index, changed, merge) =>
    edit((consents) => consents.map((one, i) => (i === index ? { ...one, ...changed } : one)), merge);

  return {
    add(name) {
      if (useProject.getState().document.consents.length >= CONSENTS_MAX) return;
      edit((consents) => [
        ...consents,
        { name, note: '', date: today(), uses: [], way: 'spoken', attachment: null },
      ]);
    },
    change,
    remove: (index) => edit((consents) => consents.filter((_, i) => i !== index)),
    async attach(index, purpose) {
      try {
        const chosen = await studio.chooseFile({ purpose });
        if (chosen?.kind === 'granted') change(index, { attachment: chosen.media });
        if (chosen?.kind === 'refused')
          useView.getState().notify({
            kind: 'error',
            error: KotohogiError.fromReport(chosen.error),
            fileName: chosen.fileName,
          });
      } catch (thrown) {
        useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      }
    },
  };
}
