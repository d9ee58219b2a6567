import path from 'node:path';

/** Ending of project files, with its dot. */
export const PROJECT_ENDING = '.kotohogi';

export const isProjectFile = (filePath: string): boolean =>
  path.extname(filePath).toLowerCase() === PROJECT_ENDING;

/** A project as people call it: its file name without folder and ending. */
export const projectName = (filePath: string): string => path.basename(filePath, path.extname(filePath));

/** Adds the ending unless it is there. */
export const withProjectEnding = (filePath: string): string =>
  isProjectFile(filePath) ? filePath : `${filePath}${PROJECT_ENDING}`;
