import { useEffect, useRef } from 'react';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';

const isMac = navigator.userAgent.includes('Mac OS X');
const command = isMac ? '⌘' : 'Ctrl';

/** What the keyboard can do. */
export function ShortcutsDialog() {
  const { words } = useText();
  const open = useView((store) => store.shortcutsOpen);
  const setOpen = useView((store) => store.setShortcutsOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);

  const { menu } = words.native;
  const rows: readonly (readonly [name: string, keys: readonly string[]])[] = [
    [menu.openPhoto, [command, 'O']],
    [menu.openVoice, [command, 'Shift', 'O']],
    [menu.render, [command, 'Enter']],
    [menu.cancelRender, [command, '.']],
    [menu.zoomIn, [command, '+']],
    [menu.zoomOut, [command, '−']],
    [menu.shortcuts, [command, '/']],
  ];
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby="shortcuts-title" onClose={() => setOpen(false)}>
      <h2 className="dialog-title" id="shortcuts-title">
        {words.shortcuts.title}
      </h2>
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
      <button type="button" className="button-plain" onClick={() => setOpen(false)}>
        {words.shortcuts.close}
      </button>
    </dialog>
  );
}
