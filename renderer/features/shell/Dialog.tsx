import { useEffect, useRef, type ReactNode } from 'react';
import { useView, type DialogName } from '../../stores/view.ts';
import { CloseIcon } from '../../ui/icons.tsx';

export interface DialogProps {
  readonly name: DialogName;
  readonly title: string;
  readonly close: string;
  readonly look?: 'small' | 'medium' | 'wide' | 'full';
  /** Where the reader starts: at the title, or at the field of the content that asks for the focus itself. */
  readonly startsAt?: 'title' | 'content';
  /** Nothing in it takes the focus: the text itself does, so that keys can scroll it. */
  readonly isText?: boolean;
  readonly children: ReactNode;
}

/** One of the windows over the window. Its content is there only while it is open. */
export function Dialog({
  name,
  title,
  close,
  look = 'small',
  startsAt = 'title',
  isText = false,
  children,
}: DialogProps) {
  const open = useView((store) => store.dialog === name);
  const show = useView((store) => store.open);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!open) {
      dialog.current?.close();
      return;
    }
    dialog.current?.showModal();
    // Not at the way out, which would come first.
    if (startsAt === 'title') heading.current?.focus();
    else dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [open, startsAt]);

  return (
    <dialog
      className={`dialog dialog-${look}`}
      ref={dialog}
      aria-labelledby={`${name}-title`}
      // Another dialog may have taken its place already.
      onClose={() => useView.getState().dialog === name && show(null)}
    >
      <header className="dialog-header">
        <h2 className="dialog-title" id={`${name}-title`} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="button-icon" aria-label={close} onClick={() => show(null)}>
          <CloseIcon />
        </button>
      </header>
      {open && (
        <div className="dialog-body" {...(isText && { tabIndex: 0 })}>
          {children}
        </div>
      )}
    </dialog>
  );
}
