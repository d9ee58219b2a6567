import { z } from 'zod';
import { inputError } from '../errors.ts';
import { documentProblems } from './check.ts';
import { PROJECT_KIND, PROJECT_VERSION, projectDocumentSchema, type ProjectDocument } from './schema.ts';
import { upgradeDocument } from './upgrade.ts';

/** What every version of the document has. */
const headSchema = z.looseObject({
  kind: z.literal(PROJECT_KIND),
  schemaVersion: z.number().int().min(1),
  savedBy: z.string().optional(),
});

const damaged = (file: string, what: string, cause?: unknown): Error =>
  inputError(
    'project-damaged',
    `The project "${file}" is damaged: ${what}`,
    'Open a backup copy of it; the photo and the voice inside can still be taken out with any ZIP program.',
    cause,
  );

const newer = (file: string, what: string, cause?: unknown): Error =>
  inputError(
    'project-newer',
    `The project "${file}" was saved by a newer version of Kotohogi Studio (${what}).`,
    'Update Kotohogi Studio, then open the project again.',
    cause,
  );

/** True when version `a` came out after version `b`; what is no version came out before all. */
function isLater(a: string, b: string): boolean {
  const [parts, others] = [a, b].map((version) =>
    version.split('.').map((part) => Number.parseInt(part, 10)),
  );
  for (const [i, part] of parts.entries()) if (part !== others[i]) return part > (others[i] ?? 0);
  return false;
}

/**
 * Reads a saved document; one of an earlier version is brought up to this one.
 * @param file name of the project, for the sentences
 * @param programVersion version of this program: what it cannot read and a later one has saved is no damage
 * @throws KotohogiError `project-damaged`; `project-newer` for one saved by a later version of the program
 */
export function readDocument(text: string, file: string, programVersion: string): ProjectDocument {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, 'its document is not JSON.', cause);
  }
  const head = headSchema.safeParse(raw);
  if (!head.success) throw damaged(file, 'its document is not one of Kotohogi Studio.', head.error);
  const { schemaVersion, savedBy } = head.data;
  if (schemaVersion > PROJECT_VERSION)
    throw newer(file, `format ${schemaVersion}, this version reads up to ${PROJECT_VERSION}`);
  const parsed = projectDocumentSchema.safeParse(upgradeDocument(head.data, schemaVersion));
  if (!parsed.success) {
    if (savedBy !== undefined && isLater(savedBy, programVersion))
      throw newer(file, `version ${savedBy.slice(0, 64)}, this is version ${programVersion}`, parsed.error);
    const [issue] = parsed.error.issues;
    throw damaged(file, `${issue.path.join('.') || 'the document'}: ${issue.message}.`, parsed.error);
  }
  const [problem] = documentProblems(parsed.data);
  if (problem !== undefined) throw damaged(file, problem);
  return parsed.data;
}
