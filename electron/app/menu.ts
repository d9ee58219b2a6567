import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, NativeWords } from '../../shared/contract/app.ts';

/** What the menu bar reaches out to. */
export interface MenuParts {
  readonly words: NativeWords['menu'];
  readonly platform: NodeJS.Platform;
  readonly command: (command: MenuCommand) => void;
  /** Projects used lately, the latest first. */
  readonly recents: readonly { readonly id: string; readonly name: string }[];
  readonly openRecent: (id: string) => void;
  readonly forgetRecents: () => void;
}

/** As many as can be read at a glance. */
const RECENTS_SHOWN = 8;

/** The menu bar of the platform, as data. */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const { words, platform, command } = parts;
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const item = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    click: () => command(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });

  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    label: app.name,
    submenu: [
      { role: 'about', label: words.about },
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      { role: 'quit', label: words.quit },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      item(words.newProject, 'new-project', 'CmdOrCtrl+N'),
      item(words.openProject, 'open-project', 'CmdOrCtrl+O'),
      recentMenu(parts),
      separator,
      item(words.saveProject, 'save-project', 'CmdOrCtrl+S'),
      item(words.saveProjectAs, 'save-project-as', 'CmdOrCtrl+Shift+S'),
      separator,
      item(words.openPhoto, 'open-photo', 'CmdOrCtrl+Shift+O'),
      item(words.openVoice, 'open-voice', 'CmdOrCtrl+Alt+O'),
      item(words.openSample, 'open-sample'),
      separator,
      item(words.render, 'render', 'CmdOrCtrl+Return'),
      item(words.export, 'export'),
      item(words.cancelRender, 'cancel', 'CmdOrCtrl+.'),
      item(words.batch, 'show-batch', 'CmdOrCtrl+Shift+B'),
      separator,
      item(words.models, 'show-models', 'CmdOrCtrl+Shift+M'),
      item(words.cloud, 'show-cloud'),
      item(words.settings, 'show-settings', 'CmdOrCtrl+,'),
      ...(isMac ? [] : [separator, { role: 'quit' as const, label: words.quit, accelerator: 'CmdOrCtrl+Q' }]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: words.edit,
    submenu: [
      item(words.undo, 'undo', 'CmdOrCtrl+Z'),
      item(words.redo, 'redo', isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
      separator,
      {
        ...item(words.split, 'split'),
        // The key is the timeline's, and elsewhere a letter. A Mac's menu would take it from whoever types.
        ...(isMac ? {} : { accelerator: 'S', registerAccelerator: false }),
      },
      item(words.trimVoice, 'trim-voice'),
      separator,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      { role: 'zoomIn', label: words.zoomIn, accelerator: 'CmdOrCtrl+Plus' },
      // The plus sign sits on the equals key of many keyboards.
      { role: 'zoomIn', label: words.zoomIn, accelerator: 'CmdOrCtrl+=', visible: false },
      { role: 'zoomOut', label: words.zoomOut },
      { role: 'resetZoom', label: words.resetZoom },
      separator,
      { role: 'togglefullscreen', label: words.fullScreen },
    ],
  };
  const window: MenuItemConstructorOptions = {
    label: words.window,
    submenu: [
      { role: 'minimize', label: words.minimize },
      { role: 'close', label: words.close },
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: words.help,
    submenu: [
      item(words.tour, 'tour'),
      item(words.palette, 'show-palette', 'CmdOrCtrl+K'),
      item(words.shortcuts, 'show-shortcuts', 'CmdOrCtrl+/'),
      separator,
      item(words.reportProblem, 'report-problem'),
      ...(isMac ? [] : [{ role: 'about' as const, label: words.about }]),
    ],
  };
  return [...(isMac ? [application] : []), file, edit, view, window, help];
}

function recentMenu({ words, recents, openRecent, forgetRecents }: MenuParts): MenuItemConstructorOptions {
  return {
    id: 'open-recent',
    label: words.openRecent,
    enabled: recents.length > 0,
    submenu: [
      ...recents.slice(0, RECENTS_SHOWN).map(({ id, name }, index): MenuItemConstructorOptions => ({
        id: `open-recent-${index}`,
        // A single ampersand would underline the letter after it.
        label: name.replaceAll('&', '&&'),
        click: () => openRecent(id),
      })),
      { type: 'separator' },
      { id: 'forget-recents', label: words.forgetRecents, click: () => forgetRecents() },
    ],
  };
}

/** Takes away Electron's own menu, which has developer items, until the page has brought its words. */
export function clearMenu(): void {
  Menu.setApplicationMenu(null);
}

export function installMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)));
}
