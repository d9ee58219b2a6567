import { z } from 'zod';
import { inputError } from '../../../shared/errors.ts';
import { documentProblems } from '../../../shared/project/check.ts';
import {
  PROJECT_KIND,
  PROJECT_VERSION,
  projectDocumentSchema,
  type ProjectDocument,
} from '../../../shared/project/schema.ts';

/** What every version of the document has. */
const headSchema = z.object({ kind: z.literal(PROJECT_KIND), schemaVersion: z.number().int().min(1) });

const damaged = (file: string, what: string, cause?: unknown): Error =>
  inputError(
    'project-damaged',
    `The project "${file}" is damaged: ${what}`,
    'Open a backup copy of it; the photo and the voice inside can still be taken out with any ZIP program.',
    cause,
  );

/**
 * Reads a saved document.
 * @param file name of the project, for the sentences
 * @throws KotohogiError `project-damaged`; `project-newer` for one saved by a later version of the program
 */
export function readDocument(text: string, file: string): ProjectDocument {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, 'its document is not JSON.', cause);
  }
  const head = headSchema.safeParse(raw);
  if (!head.success) throw damaged(file, 'its document is not one of Kotohogi Studio.', head.error);
  if (head.data.schemaVersion > PROJECT_VERSION)
    throw inputError(
      'project-newer',
      `The project "${file}" was saved by a newer version of Kotohogi Studio (format ${head.data.schemaVersion}, this version reads up to ${PROJECT_VERSION}).`,
      'Update Kotohogi Studio, then open the project again.',
    );
  const parsed = projectDocumentSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw damaged(file, `${issue.path.join('.') || 'the document'}: ${issue.message}.`, parsed.error);
  }
  const [problem] = documentProblems(parsed.data);
  if (problem !== undefined) throw damaged(file, problem);
  return parsed.data;
}
