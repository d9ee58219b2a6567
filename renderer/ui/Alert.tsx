import type { ReactNode } from 'react';
import { WarningIcon } from './icons.tsx';

/** What went wrong in one sentence, and what to do in another. */
export function Alert({ message, hint, children }: { message: string; hint: string; children?: ReactNode }) {
  return (
    <div className="alert" role="alert">
      <WarningIcon />
      <div className="alert-text selectable">
        <p className="alert-message">{message}</p>
        <p className="alert-hint">{hint}</p>
        {children}
      </div>
    </div>
  );
}
