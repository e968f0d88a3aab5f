import { logNormalPermille } from '../../parameters/quantiles.ts';
import * as p from '../parameters.ts';
import { lagQuantiles } from '../quantile-tables.ts';
import type { Random } from './random.ts';
import type { Treatment } from './treatment.ts';

const PROPAGATION = lagQuantiles(p.PROPAGATION_LAG.medianSeconds, p.PROPAGATION_LAG.sigma);
const minutes = (days: number, sigma: number): number[] =>
  logNormalPermille(sigma).map((v) => Math.round(v * days * 1.44));
const TREATMENT = minutes(p.ACCESS_REQUESTS.treatmentMedianDays, p.ACCESS_REQUESTS.treatmentSigma);
const COMPLETION = minutes(p.ACCESS_REQUESTS.completionMedianDays, p.ACCESS_REQUESTS.completionSigma);
const SUPPORT = logNormalPermille(p.SUPPORT.sigma);
const OUTAGE = lagQuantiles(p.OUTAGES.medianSeconds, p.OUTAGES.sigma).map((s) =>
  Math.min(p.OUTAGES.mostSeconds, Math.max(p.OUTAGES.leastSeconds, s)),
);
const MINUTES_A_DAY = 1440;
/** An export that is late on purpose takes this many days. */
const LATE_DAYS = 45;

function pick(random: Random, table: readonly number[]): number {
  return table[(random() * table.length) | 0] ?? 0;
}

export interface ChangeRow {
  readonly toPartner: boolean;
  /** Seconds; null = never seen within the two days of observation. */
  readonly lag: number | null;
}

export function drawChanges(random: Random, changes: number, treatment: Treatment): ChangeRow[] {
  return Array.from({ length: changes }, (_, i) => ({
    toPartner: i % 2 === 0,
    lag:
      random() * 1000 < p.PROPAGATION_LAG.neverPermille
        ? null
        : pick(random, PROPAGATION) + treatment.propagationSeconds,
  }));
}

export const REQUEST_KINDS = ['PORTABILITY', 'API_ACCESS', 'HOSPITAL_AGENDA', 'DATA_ACCESS'] as const;
export interface AccessRequestRow {
  /** Position in `REQUEST_KINDS`. */
  readonly kind: number;
  readonly refused: boolean;
  readonly withdrawn: boolean;
  readonly treatmentMinutes: number;
  /** Minutes from the request to a complete delivery; null where it was refused, withdrawn or delivered in part. */
  readonly completionMinutes: number | null;
}

/** A month of the register of one requester; own's requests are all for portability. */
export function drawAccessRequests(
  random: Random,
  { requests, isOwn, treatment }: { readonly requests: number; readonly isOwn: boolean; readonly treatment: Treatment },
): AccessRequestRow[] {
  const { kindPermille, refusedPpm, withdrawnPpm, partialPpm } = p.ACCESS_REQUESTS;
  const bounds = [
    kindPermille.PORTABILITY,
    kindPermille.PORTABILITY + kindPermille.API_ACCESS,
    kindPermille.PORTABILITY + kindPermille.API_ACCESS + kindPermille.HOSPITAL_AGENDA,
  ];
  return Array.from({ length: requests }, () => {
    const draw = random() * 1000;
    const kind = isOwn ? 0 : bounds.filter((bound) => draw >= bound).length;
    const fate = random() * 1e6;
    const refused = !isOwn && fate < refusedPpm + treatment.refused * 1e6;
    const withdrawn = fate >= 1e6 - withdrawnPpm;
    const incomplete = refused || fate >= 1e6 - withdrawnPpm - partialPpm;
    const treatmentMinutes = pick(random, TREATMENT);
    const completion = treatmentMinutes + pick(random, COMPLETION);
    const late = random() < treatment.late ? LATE_DAYS * MINUTES_A_DAY : completion;
    return { kind, refused, withdrawn, treatmentMinutes, completionMinutes: incomplete ? null : late };
  });
}

export interface TicketRow {
  /** 1 to 4. */
  readonly severity: number;
  readonly firstResponseMinutes: number;
}

export function drawTickets(random: Random, tickets: number, treatment: Treatment): TicketRow[] {
  const [s1 = 0, s2 = 0, s3 = 0] = p.SUPPORT.severityPermille;
  return Array.from({ length: tickets }, () => {
    const draw = random() * 1000;
    const severity = 1 + [s1, s1 + s2, s1 + s2 + s3].filter((bound) => draw >= bound).length;
    const hours = p.SUPPORT.firstResponseMedianHours[severity - 1] ?? 1;
    return {
      severity,
      firstResponseMinutes: (hours * 60 * pick(random, SUPPORT) * treatment.supportTimes) / 1000,
    };
  });
}

/** Seconds without an answer of one interface, by day: one outage in each quarter of the month, maintenance on the 12th, a nightly one where harmed. */
export function drawDownSeconds(random: Random, days: number, treatment: Treatment): number[] {
  const down = Array.from({ length: days }, () => treatment.downSecondsPerDay);
  const add = (day: number, seconds: number): void => {
    down[day] = (down[day] ?? 0) + seconds;
  };
  const quarter = Math.floor(days / p.OUTAGES.perMonth);
  for (let j = 0; j < p.OUTAGES.perMonth; j++) add(j * quarter + Math.floor(random() * quarter), pick(random, OUTAGE));
  add(11, p.OUTAGES.maintenanceSeconds);
  return down;
}
