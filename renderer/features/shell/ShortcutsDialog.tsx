import { useText } from '../../text/useText.ts';
import { Dialog } from './Dialog.tsx';

const isMac = navigator.userAgent.includes('Mac OS X');
const command = isMac ? '⌘' : 'Ctrl';

/** What the keyboard can do. */
export function ShortcutsDialog() {
  const { words } = useText();
  const { menu } = words.native;
  const rows: readonly (readonly [name: string, keys: readonly string[]])[] = [
    [menu.openPhoto, [command, 'O']],
    [menu.openVoice, [command, 'Shift', 'O']],
    [menu.render, [command, 'Enter']],
    [menu.cancelRender, [command, '.']],
    [menu.models, [command, 'Shift', 'M']],
    [menu.settings, [command, ',']],
    [menu.undo, [command, 'Z']],
    [menu.redo, isMac ? [command, 'Shift', 'Z'] : [command, 'Y']],
    [words.touchUp.keyNames.size, ['[', ']']],
    [words.touchUp.keyNames.swap, ['X']],
    [words.touchUp.keyNames.drop, ['Esc']],
    [menu.zoomIn, [command, '+']],
    [menu.zoomOut, [command, '−']],
    [menu.shortcuts, [command, '/']],
  ];
  return (
    <Dialog name="shortcuts" title={words.shortcuts.title} close={words.shortcuts.close}>
      <dl className="shortcuts">
        {rows.map(([name, keys]) => (
          <div key={name} className="shortcut">
            <dt>{name.replace('…', '')}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
