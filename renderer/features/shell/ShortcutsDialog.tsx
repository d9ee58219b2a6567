import { COMMAND_SECTIONS } from '../../commands/command.ts';
import { COMMANDS, LOCAL_KEYS, writtenKey } from '../../commands/commands.ts';
import { useText } from '../../text/useText.ts';
import { Dialog } from './Dialog.tsx';

/** What the keyboard can do, by the part of the work. */
export function ShortcutsDialog() {
  const { words } = useText();
  const rows = [...COMMANDS, ...LOCAL_KEYS];
  return (
    <Dialog name="shortcuts" title={words.shortcuts.title} close={words.shortcuts.close} look="wide" isText>
      <div className="shortcut-sections">
        {COMMAND_SECTIONS.map((section) => {
          const keyed = rows.filter((row) => row.section === section && row.keys);
          if (keyed.length === 0) return null;
          return (
            <section key={section} className="shortcut-section">
              <h3 className="shortcut-title">{words.palette.sections[section]}</h3>
              <dl>
                {keyed.map(({ name, keys }) => (
                  <div key={name(words)} className="shortcut">
                    <dt>{name(words)}</dt>
                    <dd>
                      {keys?.map((key) => (
                        <kbd key={key}>{writtenKey(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
