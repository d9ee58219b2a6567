/** File name without its extension. */
export const fileStem = (fileName: string): string => fileName.replace(/\.[^.]+$/, '');
