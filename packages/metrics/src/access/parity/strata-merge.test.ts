import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMetricContext } from '../../frame/metric-context.ts';
import { runMetric } from '../../frame/run-metric.ts';
import { requestInsert, type RequestRow } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import type { KpiSums, RateSums } from '../evidence/kpi-sums.ts';
import { requestRates } from '../sums/request-rates.ts';
import { accessParity } from './definition.ts';

const day = '2021-04-14';
const regions = `insert into reference_departement values ('75', 'Paris', '11', ''), ('77', 'Seine-et-Marne', '11', ''), ('48', 'Lozère', '76', '')`;
type Given = Partial<RequestRow>;
const own = (given: Given, successes: number, failures = 0): Given & { day: string } => ({
  day,
  ...given,
  confirmed: successes,
  failedPlatform: failures,
});
const beta = (given: Given, successes: number, failures = 0): Given & { day: string } => ({
  ...own(given, successes, failures),
  partner: 'beta',
});

async function sumsOf(rows: readonly (Given & { day: string })[]): Promise<RateSums> {
  const release = await memoryRelease([regions, requestInsert(rows)]);
  const sums = await requestRates('CA-08').read(createMetricContext(release), '2021-04-01');
  return asRates(sums.get('beta'));
}
function asRates(sums: KpiSums | undefined): RateSums {
  if (sums?.kind !== 'rates') throw new Error('rates expected');
  return sums;
}
const keys = (sums: RateSums): string[] =>
  sums.strata.map(({ key, partner, own: o }) => `${Object.values(key).join(' ')}: ${partner.trials} ~ ${o.trials}`);

describe('sparse strata rise by rule', () => {
  it('4 units of the partner in the morning and 4 in the evening: too few apart, together a stratum of the day', async () => {
    const sums = await sumsOf([
      own({ hourBand: 'MORNING' }, 50),
      own({ hourBand: 'EVENING' }, 50),
      beta({ hourBand: 'MORNING' }, 4),
      beta({ hourBand: 'EVENING' }, 4),
    ]);
    expect(keys(sums)).toEqual(['SM54 75 FIRST AMB WEEKDAY *: 8 ~ 100']);
    expect(sums.merge).toEqual({ cells: 2, mergedCells: 2, strata: 1, mergedUnits: 8, uncomparedUnits: 0 });
  });

  it('five units stand where they are, and take only the own units of their cell; a lone one keeps its specialty and département', async () => {
    const sums = await sumsOf([
      own({ hourBand: 'MORNING' }, 50),
      own({ hourBand: 'EVENING' }, 60),
      beta({ hourBand: 'MORNING' }, 5),
      beta({ hourBand: 'EVENING' }, 1),
    ]);
    expect(keys(sums)).toEqual(['SM54 75 FIRST AMB WEEKDAY MORNING: 5 ~ 50', 'SM54 75 * * * *: 1 ~ 60']);
  });

  it('no own unit in the département: compared within the region; none there: in the country; none of the specialty: over all', async () => {
    const sums = await sumsOf([
      own({ departement: '75' }, 30),
      own({ departement: '48', specialty: 'DERM' }, 30),
      beta({ departement: '77' }, 3),
      beta({ departement: '75', specialty: 'DERM' }, 7),
      beta({ departement: '75', specialty: 'OPHT' }, 2),
      own({ departement: '48', specialty: 'GP' }, 9),
    ]);
    expect(keys(sums)).toEqual(['SM54 R11 * * * *: 3 ~ 30', 'DERM * * * * *: 7 ~ 30', '* * * * * *: 2 ~ 9']);
  });

  it('every unit ends in exactly one stratum, and nothing but sizes decides which', async () => {
    const cell = fc.record({
      specialty: fc.constantFrom('GP', 'DERM', null),
      departement: fc.constantFrom('75', '77', '48', null),
      hourBand: fc.constantFrom('MORNING', 'EVENING'),
      isPartner: fc.boolean(),
      trials: fc.integer({ min: 1, max: 12 }),
      failures: fc.integer({ min: 0, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 14 }), async (cells) => {
        const rowsWith = (failing: boolean) =>
          cells.map(({ isPartner, trials, failures, ...given }) => {
            const failed = failing ? Math.min(failures, trials) : 0;
            return (isPartner ? beta : own)(given, trials - failed, failed);
          });
        if (!cells.some((c) => c.isPartner)) return;
        const sums = await sumsOf(rowsWith(true));
        const total = (of: (c: (typeof cells)[number]) => number): number => cells.reduce((s, c) => s + of(c), 0);
        const added = (side: 'partner' | 'own', part: 'trials' | 'successes'): number =>
          sums.strata.reduce((s, stratum) => s + stratum[side][part], 0);
        expect(added('partner', 'trials')).toBe(total((c) => (c.isPartner ? c.trials : 0)));
        expect(added('own', 'trials')).toBe(total((c) => (c.isPartner ? 0 : c.trials)));
        expect(added('partner', 'successes')).toBe(
          total((c) => (c.isPartner ? c.trials - Math.min(c.failures, c.trials) : 0)),
        );
        expect(keys(await sumsOf(rowsWith(false)))).toEqual(keys(sums));
      }),
      { numRuns: 12 },
    );
  });
});

it('what was merged stands in the passport', async () => {
  const release = await memoryRelease([
    regions,
    requestInsert([own({ hourBand: 'MORNING' }, 50), own({ hourBand: 'EVENING' }, 50), beta({}, 4)]),
  ]);
  const figure = await runMetric(release, accessParity, { month: '2021-04', kpi: 'CA-08' });
  expect(figure.passport.choices).toContainEqual({
    name: 'strata',
    value: 'merged upward',
    note: 'CA-08 beta: 1 of 1 cells merged, 1 strata',
  });
});
