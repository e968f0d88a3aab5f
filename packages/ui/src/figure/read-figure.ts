import type { Figure, FigureRow, Flag, Passport } from '@vigie/kernel';

/** What a value is when there is none: each has its own look, and none of them is 0. */
export type Absence = 'refused' | 'no-base' | 'no-cases' | 'suppressed' | 'unknown';

/** Why a value is missing, from its flags. Null when it is there. */
export function absenceOf(value: number | null, flags: readonly Flag[]): Absence | null {
  if (value !== null) return null;
  const codes = new Set(flags.map((flag) => flag.code));
  if (codes.has('NO_BASE')) return 'no-base';
  if (codes.has('EMPTY_DENOMINATOR')) return 'no-cases';
  if (flags.some((flag) => flag.severity === 'refuse')) return 'refused';
  return 'unknown';
}

/** At most one flag is in view: the gravest that says something the value itself does not. */
export function leadingFlag(flags: readonly Flag[]): Flag | null {
  const rank = { refuse: 0, warn: 1, note: 2 } as const;
  const shown = flags.filter(
    (flag) => flag.severity !== 'note' && !['NO_BASE', 'EMPTY_DENOMINATOR'].includes(flag.code),
  );
  return [...shown].sort((a, b) => rank[a.severity] - rank[b.severity])[0] ?? null;
}

/** The text of one dimension of a row; empty when the row has none. */
export function textOf(row: FigureRow, column: string): string {
  const cell = row[column];
  return typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

export function numberOf(row: FigureRow, column: string): number | null {
  const cell = row[column];
  return typeof cell === 'number' ? cell : null;
}

export function intervalOf(row: FigureRow): readonly [number, number] | null {
  return row.ciLow === null || row.ciHigh === null ? null : [row.ciLow, row.ciHigh];
}

/** Everything that is said of a row: its own flags, then those of the whole figure that it does not repeat. */
export function flagsOf(row: FigureRow, figure: Pick<Figure, 'flags'>): Flag[] {
  const own = new Set(row.flags.map((flag) => `${flag.code}${flag.message}`));
  return [...row.flags, ...figure.flags.filter((flag) => !own.has(`${flag.code}${flag.message}`))];
}

/** What the passport needs beside the value itself. */
export interface PassportSubject {
  readonly passport: Passport;
  /** What the number is, in words: “OWN’s share of online bookings, October 2026”. */
  readonly title: string;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  /** When the number stands without its interval, the passport still gives it. */
  readonly interval?: readonly [number, number] | null;
  readonly rowsHref?: string | undefined;
}
