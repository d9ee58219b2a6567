import type { ReactNode } from 'react';
import type { DropTarget } from './useDropTarget.ts';

export interface CardProps {
  readonly id: string;
  readonly title: string;
  readonly icon: ReactNode;
  /** At the right end of the title line. */
  readonly action?: ReactNode;
  readonly drop?: DropTarget;
  readonly children: ReactNode;
}

/** One material or one group of choices in the left column. */
export function Card({ id, title, icon, action, drop, children }: CardProps) {
  return (
    <section
      className="card"
      aria-labelledby={`${id}-title`}
      data-testid={id}
      data-drop-over={drop?.over || undefined}
      {...drop?.handlers}
    >
      <header className="card-header">
        {icon}
        <h2 className="card-title" id={`${id}-title`}>
          {title}
        </h2>
        {action}
      </header>
      {children}
    </section>
  );
}
