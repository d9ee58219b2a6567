import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Command } from '../../commands/command.ts';
import { COMMANDS, writtenKey } from '../../commands/commands.ts';
import { findNamed } from '../../commands/findCommands.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Dialog } from '../shell/Dialog.tsx';

/** Everything the studio can do, found by typing. A combobox with a list, as the ARIA Authoring Practices have it. */
export function PaletteDialog() {
  const { words } = useText();
  return (
    <Dialog
      name="palette"
      title={words.palette.title}
      close={words.palette.close}
      look="medium"
      startsAt="content"
    >
      <Palette />
    </Dialog>
  );
}

function Palette() {
  const { words } = useText();
  const session = useSession();
  const close = useView((store) => store.open);
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  // What can be done does not change while the palette lies over the window.
  const offered = useMemo(() => COMMANDS.filter(({ available }) => available?.() ?? true), []);
  const found = findNamed(offered, typed, ({ name }) => name(words));
  const chosen = Math.min(index, found.length - 1);

  function run(command: Command): void {
    // First closed: the command may open a dialog of its own.
    close(null);
    command.run(session);
  }

  function choose(next: number): void {
    setIndex(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const last = found.length - 1;
    const next = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, PageDown: chosen + 8, PageUp: chosen - 8 }[
      event.key
    ];
    if (event.nativeEvent.isComposing) return;
    if (next !== undefined) choose(Math.max(0, Math.min(last, next)));
    else if (event.key === 'Enter' && found[chosen]) run(found[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <div className="palette">
      <input
        className="palette-field"
        type="text"
        role="combobox"
        aria-label={words.palette.title}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={found[chosen] && `${id}-${found[chosen].id}`}
        placeholder={words.palette.placeholder}
        value={typed}
        data-autofocus
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setTyped(target.value);
          setIndex(0);
        }}
      />
      <ul className="palette-list" role="listbox" id={id} aria-label={words.palette.title} ref={list}>
        {found.map((command, i) => (
          <li
            key={command.id}
            id={`${id}-${command.id}`}
            className="palette-row"
            role="option"
            aria-selected={i === chosen}
            onPointerMove={() => setIndex(i)}
            onClick={() => run(command)}
          >
            <span>{command.name(words)}</span>
            <span className="palette-keys" aria-hidden="true">
              {command.keys?.map((key) => (
                <kbd key={key}>{writtenKey(key)}</kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p className="palette-none" role="status">
        {found.length === 0 && words.palette.none}
      </p>
    </div>
  );
}
