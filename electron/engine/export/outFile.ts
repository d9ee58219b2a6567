import path from 'node:path';
import { FORM_ENDINGS } from '../../../shared/contract/exportConstants.ts';
import type { ExportForm } from '../../../shared/contract/export.ts';
import { inputError } from '../../../shared/errors.ts';
import { checkOutPlace } from '../stages/encode/index.ts';

/**
 * Checks before any work is done that a file of this form can be written where it is wanted.
 * @returns its ending, in small letters, with the dot
 * @throws KotohogiError `input` out-not-*, out-folder, out-is-folder
 */
export async function checkOutFile(outPath: string, kind: ExportForm['kind']): Promise<string> {
  const ending = path.extname(outPath).toLowerCase();
  const known: readonly string[] = FORM_ENDINGS[kind];
  if (!known.includes(ending))
    throw inputError(
      `out-not-${kind}`,
      `The output "${outPath}" has none of the endings ${known.join(', ')}.`,
      `Choose a name that ends in ${known.join(' or ')}.`,
    );
  await checkOutPlace(outPath);
  return ending;
}
