/** Everything that can be asked for by name. A feature brings its commands in a file of its own, listed here. */
import type { MenuCommand } from '../../shared/contract/app.ts';
import { isReadyNow } from '../session/readiness.ts';
import { isUnderWay, useJobs } from '../stores/jobs.ts';
import { useProject } from '../stores/project.ts';
import { SHAPES, withShape } from '../stores/projectDocument.ts';
import { PANELS, useView } from '../stores/view.ts';
import type { Words } from '../text/words.ts';
import type { Command, CommandSection, Keys, LocalKeys } from './command.ts';
import { COMPARE_COMMANDS, COMPARE_KEYS } from './compareCommands.ts';
import { EXPORT_COMMANDS } from './exportCommands.ts';
import { TIMELINE_COMMANDS, TIMELINE_KEYS } from './timelineCommands.ts';
import { VOICE_COMMANDS } from './voiceCommands.ts';

type MenuWord = keyof Words['native']['menu'];

/** A command that the menu bar has too. */
function menuCommand(
  id: MenuCommand,
  section: CommandSection,
  word: MenuWord,
  keys?: Keys,
  available?: () => boolean,
): Command {
  return {
    id,
    section,
    name: (words) => words.native.menu[word].replace('…', ''),
    run: (session) => session.perform(id),
    ...(keys && { keys }),
    ...(available && { available }),
  };
}

const isRendering = (): boolean => {
  const { jobs, currentId } = useJobs.getState();
  return jobs.some(({ id, state }) => id === currentId && isUnderWay(state));
};

const isMac = navigator.userAgent.includes('Mac OS X');

const MENU_COMMANDS: readonly Command[] = [
  menuCommand('new-project', 'project', 'newProject', ['Mod', 'N']),
  menuCommand('open-project', 'project', 'openProject', ['Mod', 'O']),
  menuCommand('save-project', 'project', 'saveProject', ['Mod', 'S']),
  menuCommand('save-project-as', 'project', 'saveProjectAs', ['Mod', 'Shift', 'S']),
  menuCommand('open-photo', 'project', 'openPhoto', ['Mod', 'Shift', 'O']),
  menuCommand('open-voice', 'project', 'openVoice', ['Mod', 'Alt', 'O']),
  menuCommand('open-sample', 'project', 'openSample'),
  menuCommand('render', 'project', 'render', ['Mod', 'Enter'], isReadyNow),
  menuCommand('cancel', 'project', 'cancelRender', ['Mod', '.'], isRendering),
  menuCommand('show-batch', 'project', 'batch', ['Mod', 'Shift', 'B']),
  menuCommand('undo', 'edit', 'undo', ['Mod', 'Z'], () => useProject.getState().past.length > 0),
  menuCommand(
    'redo',
    'edit',
    'redo',
    isMac ? ['Mod', 'Shift', 'Z'] : ['Mod', 'Y'],
    () => useProject.getState().future.length > 0,
  ),
  menuCommand('show-models', 'window', 'models', ['Mod', 'Shift', 'M']),
  menuCommand('show-settings', 'window', 'settings', ['Mod', ',']),
  menuCommand('show-cloud', 'window', 'cloud'),
  menuCommand('tour', 'window', 'tour'),
  menuCommand('show-palette', 'window', 'palette', ['Mod', 'K']),
  menuCommand('report-problem', 'window', 'reportProblem'),
  menuCommand('show-shortcuts', 'window', 'shortcuts', ['Mod', '/']),
];

const PANEL_COMMANDS = PANELS.map((panel, index): Command => ({
  id: `panel-${panel}`,
  section: 'go',
  name: (words) => words.palette.go(words.panels.names[panel]),
  keys: ['Alt', String(index + 1)],
  run: () => useView.getState().setPanel(panel),
}));

const SHAPE_COMMANDS = SHAPES.map((shape): Command => ({
  id: `shape-${shape}`,
  section: 'look',
  name: (words) => `${words.look.shape}: ${words.look.shapes[shape]} ${shape}`,
  available: () => useProject.getState().document.shape !== shape,
  run: () => useProject.getState().edit((document) => withShape(document, shape)),
}));

const THEME_COMMANDS = (['system', 'light', 'dark'] as const).map((theme): Command => ({
  id: `theme-${theme}`,
  section: 'window',
  name: (words) => `${words.theme.label}: ${words.theme[theme]}`,
  available: () => useView.getState().settings.theme !== theme,
  run: ({ saveSettings }) => saveSettings({ ...useView.getState().settings, theme }),
}));

const LANGUAGE_COMMANDS = (['en', 'ja'] as const).map((language): Command => ({
  id: `language-${language}`,
  section: 'window',
  name: (words) => `${words.language.label}: ${words.language[language]}`,
  available: () => useView.getState().settings.language !== language,
  run: ({ saveSettings }) => saveSettings({ ...useView.getState().settings, language }),
}));

export const COMMANDS: readonly Command[] = [
  ...MENU_COMMANDS,
  ...PANEL_COMMANDS,
  ...SHAPE_COMMANDS,
  ...THEME_COMMANDS,
  ...LANGUAGE_COMMANDS,
  ...EXPORT_COMMANDS,
  ...VOICE_COMMANDS,
  ...COMPARE_COMMANDS,
  ...TIMELINE_COMMANDS,
];

/** Keys of one place, such as the brush. */
export const LOCAL_KEYS: readonly LocalKeys[] = [
  { section: 'play', name: (words) => words.player.keyNames.play, keys: ['Space'] },
  { section: 'play', name: (words) => words.player.keyNames.step, keys: ['Alt', '← →'] },
  { section: 'play', name: (words) => words.player.keyNames.stop, keys: ['Alt', 'Home', 'End'] },
  { section: 'play', name: (words) => words.player.keyNames.statistics, keys: ['Alt', 'Shift', 'P'] },
  ...TIMELINE_KEYS,
  ...COMPARE_KEYS,
  { section: 'cutout', name: (words) => words.touchUp.keyNames.size, keys: ['[', ']'] },
  { section: 'cutout', name: (words) => words.touchUp.keyNames.swap, keys: ['X'] },
  { section: 'cutout', name: (words) => words.touchUp.keyNames.drop, keys: ['Esc'] },
  { section: 'window', name: (words) => words.native.menu.zoomIn, keys: ['Mod', '+'] },
  { section: 'window', name: (words) => words.native.menu.zoomOut, keys: ['Mod', '−'] },
];

/** How a key is written on this platform. */
export const writtenKey = (key: string): string => (key === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : key);
