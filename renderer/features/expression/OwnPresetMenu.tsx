import { useEffect, useRef, useState } from 'react';
import type { ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { useSession } from '../../session/session.ts';
import { useText } from '../../text/useText.ts';
import { NameForm } from './NameForm.tsx';

type Open = 'closed' | 'menu' | 'rename' | 'remove';

/** Renaming and deleting a preset of one's own, on its card. */
export function OwnPresetMenu({ preset }: { preset: ProsodyPreset }) {
  const { words, language } = useText();
  const { prosody } = useSession();
  const text = words.expression.save;
  const name = preset.name[language];
  const [open, setOpen] = useState<Open>('closed');
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  const close = (): void => {
    setOpen('closed');
    opener.current?.focus();
  };
  useEffect(() => {
    if (open === 'closed') return;
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [open]);

  return (
    <div
      className="preset-menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || open === 'closed') return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={opener}
        type="button"
        className="preset-more"
        aria-label={text.more(name)}
        aria-expanded={open !== 'closed'}
        title={text.more(name)}
        onClick={() => setOpen(open === 'closed' ? 'menu' : 'closed')}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {open !== 'closed' && (
        <div className="preset-popover" ref={box}>
          {open === 'menu' && (
            <>
              <button type="button" className="button-small" onClick={() => setOpen('rename')}>
                {text.renameShort}
              </button>
              <button type="button" className="button-small" onClick={() => setOpen('remove')}>
                {text.removeShort}
              </button>
            </>
          )}
          {open === 'rename' && (
            <NameForm
              label={text.rename(name)}
              name={name}
              onCancel={close}
              onName={async (next) => {
                if (await prosody.renamePreset(preset.id, next)) setOpen('closed');
              }}
            />
          )}
          {open === 'remove' && (
            <form
              className="preset-question"
              onSubmit={(event) => {
                event.preventDefault();
                void prosody.removePreset(preset.id);
              }}
            >
              <p className="preset-question-text">{text.removeQuestion(name)}</p>
              <p className="preset-question-note">{text.removeText}</p>
              <div className="preset-actions">
                <button
                  type="submit"
                  className="button-small button-small-main"
                  aria-label={text.remove(name)}
                >
                  {text.removeShort.replace('…', '')}
                </button>
                <button type="button" className="button-small" onClick={close}>
                  {text.cancel}
                </button>
              </div>
            </form>
          )}
        </div>
      )}
    </div>
  );
}
