import { BrowserWindow, nativeTheme, screen } from 'electron';
import { PAGE_URL } from './pageProtocol.ts';
import type { AppPaths } from './paths.ts';
import { DEFAULT_SIZE_PX, MIN_SIZE_PX, loadWindowState, saveWindowState } from './windowState.ts';

/** Shown before the first paint; the page's own paper tones (styles/tokens.css). */
const PAPER = { light: '#f7f2e9', dark: '#1b1715' } as const;

/** Opens the studio's window; it appears when the page has painted. */
export async function openMainWindow(paths: AppPaths): Promise<BrowserWindow> {
  const state = await loadWindowState(
    paths.home,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...DEFAULT_SIZE_PX,
    ...state?.bounds,
    minWidth: MIN_SIZE_PX.width,
    minHeight: MIN_SIZE_PX.height,
    show: false,
    icon: paths.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload: paths.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    // Where the window stood is a convenience: a folder that cannot be written must not keep it open.
    saveWindowState(paths.home, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    }).catch(() => undefined);
  });
  await window.loadURL(PAGE_URL);
  return window;
}
