import { missingError, type KotohogiError } from '../../../../../shared/errors.ts';

/** For what a file's declared tensors leave open and only a run shows. */
export const unexpectedAnswer = (path: string, expected: string, found: string): KotohogiError =>
  missingError(
    'model-contract',
    `The file ${path} is not a person detector of its family. Expected: ${expected}. Found: ${found}.`,
    'Choose another person model, or install this one again.',
  );
