import type { Flag } from '@vigie/kernel';

/**
 * What may be said of one indicator, partner and month: the five statuses of the decision rule, or why there is none. None of the reasons
 * for silence is a status, and none of them looks like parity.
 */
export const VERDICTS = [
  'RED',
  'AMBER',
  'GREEN',
  'INSUFFICIENT',
  'INCONCLUSIVE',
  'MEASUREMENT_FAILURE',
  'DUPLICATE_LISTING',
  'UNALIGNED',
  'NO_EVENT',
  'NO_DATA',
  'REFUSED',
  'WATCHED',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const STATUSES = ['RED', 'AMBER', 'GREEN', 'INSUFFICIENT', 'INCONCLUSIVE'] as const;
export type Status = (typeof STATUSES)[number];

/** Reasons for silence, the gravest first: a failed measurement comes before any other word. */
const SILENT: readonly Verdict[] = [
  'MEASUREMENT_FAILURE',
  'DUPLICATE_LISTING',
  'UNALIGNED',
  'NO_DATA',
  'NO_EVENT',
  'REFUSED',
];

/** The status, else the gravest reason for its absence; `WATCHED` when the figure is followed without a verdict. */
export function verdictOf(status: Status | null, flags: readonly Flag[]): Verdict {
  if (status !== null) return status;
  const withheld = new Set<string>(flags.filter((flag) => flag.severity === 'refuse').map((flag) => flag.code));
  const told = new Set<string>(flags.map((flag) => flag.code));
  return (
    SILENT.find((reason) => withheld.has(reason)) ??
    SILENT.find((reason) => told.has(reason)) ??
    (withheld.size > 0 ? 'REFUSED' : 'WATCHED')
  );
}

/** Whether the verdict rests on an effect with its interval: a status of the rule does, a reason for silence does not. */
export const isStatus = (verdict: Verdict): verdict is Status => (STATUSES as readonly string[]).includes(verdict);

/** The hue of a verdict. Grey is everything that is neither shown worse nor shown equal. */
export function verdictColor(verdict: Verdict): string {
  if (verdict === 'RED') return 'var(--v-red)';
  if (verdict === 'AMBER') return 'var(--v-amber)';
  return verdict === 'GREEN' ? 'var(--v-green)' : 'var(--v-neutral)';
}
