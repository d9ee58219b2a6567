import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, NativeWords } from '../../shared/contract/app.ts';

/** What the menu bar reaches out to. */
export interface MenuParts {
  readonly words: NativeWords['menu'];
  readonly platform: NodeJS.Platform;
  readonly command: (command: MenuCommand) => void;
}

/** The menu bar of the platform, as data. */
export function menuTemplate({ words, platform, command }: MenuParts): MenuItemConstructorOptions[] {
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
      item(words.openPhoto, 'open-photo', 'CmdOrCtrl+O'),
      item(words.openVoice, 'open-voice', 'CmdOrCtrl+Shift+O'),
      item(words.openSample, 'open-sample'),
      separator,
      item(words.render, 'render', 'CmdOrCtrl+Return'),
      item(words.cancelRender, 'cancel', 'CmdOrCtrl+.'),
      separator,
      item(words.models, 'show-models', 'CmdOrCtrl+Shift+M'),
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
      ...(isMac ? [] : [{ role: 'about' as const, label: words.about }]),
    ],
  };
  return [...(isMac ? [application] : []), file, edit, view, window, help];
}

/** Takes away Electron's own menu, which has developer items, until the page has brought its words. */
export function clearMenu(): void {
  Menu.setApplicationMenu(null);
}

export function installMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)));
}
