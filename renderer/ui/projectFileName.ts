/** True for the name of a project file. */
export const isProjectFileName = (name: string): boolean => /\.kotohogi$/i.test(name);
