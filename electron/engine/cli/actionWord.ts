import { usageError } from '../../../shared/errors.ts';

/**
 * The first word behind a verb that does several things.
 * @throws KotohogiError kind `usage` naming the word and what is possible
 */
export function actionWord<Action extends string>(
  verb: string,
  actions: readonly Action[],
  word: string | undefined,
): Action {
  const action = actions.find((candidate) => candidate === word);
  if (action) return action;
  throw usageError(
    'bad-value',
    word === undefined
      ? `"kotohogi ${verb}" needs to know what to do.`
      : `"kotohogi ${verb} ${word}" is not possible.`,
    `Choose one of: ${actions.join(', ')}.`,
  );
}
