import type { Db } from '@vigie/database';
import type { InquiryContext } from '../context.ts';
import type { Decision, Examination } from '../conduct-cases/examination-shapes.ts';

/** Thursday: ten working days later is Friday 16 April, because 5 April 2021 is Easter Monday. */
export const FIRST_OF_APRIL = new Date('2021-04-01T09:00:00Z');

export const jobContext = (db: Db, now: Date = FIRST_OF_APRIL): InquiryContext => ({
  db,
  now: () => now,
  actor: { kind: 'job', name: 'access examination' },
});

export const personContext = (db: Db, name = 'Camille', now: Date = FIRST_OF_APRIL): InquiryContext => ({
  db,
  now: () => now,
  actor: { kind: 'local', name },
});

/** What one month says of one partner's booking success, with an effect of −5 points unless said otherwise. */
export function month(partner: string, name: string, status: string | null, effect: number | null = -0.05): Decision {
  const none = { q: 0.01, materialityQ: 0.02, ownLevel: 0.95, partnerLevel: 0.9, ownN: 20_000, partnerN: 1000 };
  const numbers = { unit: 'share', margin: 0.02, effect, ciLow: -0.06, ciHigh: -0.04, ...none };
  const monthNumbers = { ...numbers, monthsInRow: 1, rule: status === 'RED' ? 'BEYOND_MARGIN' : null };
  return { trigger: 'RED', kpi: 'CA-08', partner, month: name, status, monthNumbers };
}

export function alarm(partner: string, year: string, day: string | null): Decision {
  const alarmNumbers = day === null ? null : { day, lnEvidence: 7.7, difference: -0.03, csLow: -0.05, csHigh: -0.01 };
  return { trigger: 'ALARM', kpi: 'CA-08', partner, year, status: day === null ? 'WATCH' : 'ALARM', alarmNumbers };
}

/** Release `number`, built `number` days into May 2021. Its hash says which it is. */
export function examination(number: number, scope: string, decisions: Decision[], simulated = false): Examination {
  const releaseBuiltAt = `2021-05-${String(number).padStart(2, '0')}T00:00:00Z`;
  const releaseHash = String(number).padStart(64, '0');
  const metric = decisions[0]?.trigger === 'ALARM' ? 'access.monitor' : 'access.parity';
  return {
    foundIn: { metric, metricVersion: 1, releaseNumber: number, releaseHash, releaseBuiltAt },
    simulated,
    scope,
    decisions,
  };
}
