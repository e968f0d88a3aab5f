import type { ReactNode } from 'react';
import classes from './layout.module.css';

/** What the screen found, in a sentence of serif with its numbers in bold. One per screen. */
export function Finding({ children }: { readonly children: ReactNode }) {
  return <p className={classes['finding']}>{children}</p>;
}

export interface SectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** First on its sheet: no space above. */
  readonly first?: boolean;
  readonly children: ReactNode;
}

/** A titled part of a sheet; 28 px from the one before. */
export function Section({ title, note, actions, first, children }: SectionProps) {
  return (
    <section className={classes['section']} data-first={first || undefined}>
      <div className={classes['sectionHead']}>
        <div className={classes['sectionTitle']}>
          <h2>{title}</h2>
          {note !== undefined && <span>{note}</span>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}

export function Caveat({ children }: { readonly children: ReactNode }) {
  return <p className={classes['caveat']}>{children}</p>;
}

export interface TagProps {
  readonly tone?: 'neutral' | 'amber' | 'red' | 'green' | 'outline';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A small label: always a word, with an icon when it says a state. */
export function Tag({ tone = 'neutral', icon, children }: TagProps) {
  return (
    <span className={classes['tag']} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
