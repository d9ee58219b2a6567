import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { NAME_PLACE } from '../../shared/project/namePlace.ts';
import type { ProjectTemplate } from '../../shared/project/templateSchema.ts';
import type { Language } from '../text/format.ts';
import { EMPTY_PROJECT, type ProjectDocument, type Title } from './projectDocument.ts';

/** What could be said on an occasion; without a name its place stays to be filled in. */
export const suggestedTexts = (
  template: ProjectTemplate,
  name: string,
  language: Language,
): readonly string[] =>
  template.texts[language].map((text) => withName(text, name === '' ? NAME_PLACE : name));

/** Puts a name where a text has a place for it. */
export const withName = (text: string, name: string): string => text.replaceAll(NAME_PLACE, name);

/** The words over the picture; without a name there is a form that needs none. */
export function titleText({ title }: ProjectTemplate, name: string, language: Language): string | null {
  if (!title) return null;
  const { named, plain } = title.text[language];
  return name === '' ? plain : withName(named, name);
}

/**
 * A project that begins with a template.
 * @param name of the person who is celebrated; empty: not known
 */
export function projectOf(template: ProjectTemplate, name: string, language: Language): ProjectDocument {
  const { background, preset, title, shape } = template;
  const text = titleText(template, name, language);
  const titles: readonly Title[] =
    title && text !== null
      ? [
          {
            id: `title-${template.id}`,
            text,
            startSec: 0,
            endSec: title.lengthSec,
            position: title.position,
            style: title.style,
            sizePercent: title.sizePercent,
          },
        ]
      : [];
  return {
    ...EMPTY_PROJECT,
    title: [template.name[language], name].filter(Boolean).join(' – '),
    occasion: { templateId: template.id, name },
    shape,
    background: { ...EMPTY_PROJECT.background, ...background },
    prosody: preset === null ? null : { ...NEUTRAL_EDIT, preset: { id: preset, amount: 1 } },
    titles,
  };
}
