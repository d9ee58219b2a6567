/** The system's dialogs for files, over the window where there is one. */
import { dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

/**
 * Asks where to save; the dialog asks before it gives the name of a file that exists.
 * @returns absolute path, or null when the person closed the dialog
 */
export async function askWhereToSave(
  parent: BrowserWindow | null,
  wishes: Pick<SaveDialogOptions, 'title' | 'defaultPath' | 'filters'>,
): Promise<string | null> {
  const options: SaveDialogOptions = {
    ...wishes,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  return canceled || !filePath ? null : filePath;
}

/** Asks for one file or folder. @returns absolute path, or null when the person closed the dialog */
export async function askWhatToOpen(
  parent: BrowserWindow | null,
  options: OpenDialogOptions,
): Promise<string | null> {
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}
