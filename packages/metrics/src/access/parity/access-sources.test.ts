import type { Figure, FigureRow } from '@vigie/kernel';
import type { ReleaseReader } from '@vigie/warehouse';
import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessParity } from './definition.ts';

const rowOf = (figure: Figure, kpi: string, partner = 'beta'): FigureRow => {
  const row = figure.rows.find((r) => r['kpi'] === kpi && r['partner'] === partner);
  if (!row) throw new Error(`no row ${kpi} ${partner}`);
  return row;
};
const run = (release: ReleaseReader, params: Record<string, unknown> = {}): Promise<Figure> =>
  runMetric(release, accessParity, { month: '2021-04', ...params });

describe('errors (CA-06) and stale slots (CA-18)', () => {
  it('endpoints are never merged: 10 of 1,000 errors on BOOK on both sides, 200 exports that only the partner makes are left out and counted', async () => {
    const release = await memoryRelease([
      requestInsert([
        { day: '2021-04-14', requests: 1000, errorsPlatform: 10 },
        { day: '2021-04-14', partner: 'beta', requests: 1000, errorsPlatform: 10 },
        { day: '2021-04-14', partner: 'beta', endpoint: 'EXPORT', requests: 200, errorsPlatform: 200 },
      ]),
    ]);
    const figure = await run(release, { kpi: 'CA-06' });
    const row = rowOf(figure, 'CA-06');
    expect(row).toMatchObject({ value: 0, ownLevel: 0.01, partnerLevel: 0.01, impactRatio: null, partnerN: 1200 });
    expect(row.flags.find((f) => f.code === 'STRATA_MERGED')?.facts).toMatchObject({
      cells: 2,
      strata: 1,
      uncomparedUnits: 200,
    });
    expect(figure.coverage).toMatchObject({
      rowsRead: 1200,
      rowsCounted: 1000,
      leftOut: [{ reason: 'no_own_unit_to_compare', rows: 200 }],
    });
  });

  it('errors count by UTC days, bookings by Paris days; probes in technical indicators only', async () => {
    const release = await memoryRelease([
      requestInsert([
        { day: '2021-04-14', requests: 100, confirmed: 100 },
        { day: '2021-04-14', partner: 'beta', requests: 100, confirmed: 100 },
        { day: '2021-04-14', isProbe: true, requests: 50, confirmed: 50 },
        { day: '2021-04-14', isProbe: true, partner: 'beta', requests: 50, confirmed: 50 },
      ]),
      `insert into rollup_request_day select date '2021-03-31' as day_utc, date '2021-04-01' as day, * exclude (day_utc, day) from rollup_request_day where not is_probe`,
    ]);
    const figure = await run(release);
    expect(rowOf(figure, 'CA-06')).toMatchObject({ ownN: 150, partnerN: 150 });
    expect(rowOf(figure, 'CA-08')).toMatchObject({ ownN: 200, partnerN: 200 });
  });

  it('stale slots: 12 of 150 clicks against 250 of 5,000, 8 % and 5 % → −3 points', async () => {
    const release = await memoryRelease([
      requestInsert([
        { day: '2021-04-14', endpoint: 'SLOT_READ', clicks: 5000, stale: 250 },
        { day: '2021-04-14', endpoint: 'SLOT_READ', partner: 'beta', clicks: 150, stale: 12 },
      ]),
    ]);
    const row = rowOf(await run(release), 'CA-18');
    expect(row.value).toBeCloseTo(-0.03, 12);
    expect(row).toMatchObject({ ownLevel: 0.05, test: 'Fisher exact' });
    expect(row['partnerLevel']).toBeCloseTo(0.08, 12);
  });
});

describe('throttling (CA-07)', () => {
  it('12 in 10,000 against 100 in 200,000: ratio 2.4, P(X ≥ 12 | 112, 1/21) = 0.00723115509, interval −1.3945 to −0.2961', async () => {
    const release = await memoryRelease([
      requestInsert([
        { day: '2021-04-14', requests: 200_000, throttled: 100 },
        { day: '2021-04-14', partner: 'beta', requests: 10_000, throttled: 12 },
      ]),
    ]);
    const row = rowOf(await run(release), 'CA-07');
    expect(row.value).toBeCloseTo(-Math.log(2.4), 12);
    expect(row['p']).toBeCloseTo(0.0072311550923, 10);
    expect(row.ciLow).toBeCloseTo(-1.3945015787, 8);
    expect(row.ciHigh).toBeCloseTo(-0.2961283182, 8);
  });

  it('no throttled request anywhere: no ratio, hence no status, and nothing in the family', async () => {
    const release = await memoryRelease([
      requestInsert([
        { day: '2021-04-14', requests: 1000 },
        { day: '2021-04-14', partner: 'beta', requests: 1000 },
      ]),
    ]);
    const figure = await run(release);
    expect(rowOf(figure, 'CA-07')).toMatchObject({ status: null, value: null, q: null });
    expect(rowOf(figure, 'CA-07').flags[0]).toMatchObject({ code: 'NO_EVENT', severity: 'refuse' });
    expect(figure.summary['familySize']).toBe(1);
  });
});

describe('visibility (CA-01)', () => {
  it('recall 9,850 of 10,000, 150 seen by own only and 86 ghosts: −1.5 points, p half of the exact two-sided one → AMBER within the margin', async () => {
    const release = await memoryRelease([
      `insert into rollup_visibility_day values ('2021-04-14', 'beta', 'GP', '75', 'FIRST', 'AMB', 9850, 150, 86, 1, 0, 0)`,
    ]);
    const row = rowOf(await run(release), 'CA-01');
    expect(row.value).toBeCloseTo(-0.015, 12);
    expect(row).toMatchObject({ ownLevel: 1, partnerLevel: 0.985, ownN: 10_000, partnerN: 9936, status: 'AMBER' });
    expect(row['tags']).toEqual(['WITHIN_MARGIN']);
    expect(Number(row['p'])).toBeLessThan(3.1e-5);
    expect(row['beside']).toEqual([{ name: 'ghosts', own: null, partner: 86 / 9936, unit: 'ratio' }]);
  });
});

describe('refusals (CA-10)', () => {
  const ask = (
    id: string,
    requester: string,
    decision: string,
    decided: string | null,
    reason: string | null,
  ): string =>
    `('${id}', 'API_ACCESS', '${requester}', 'COMPETITOR', '2021-04-01 08:00:00+00', null, ${decided === null ? 'null' : `'${decided} 08:00:00+00'`}, '${decision}', null,
      ${reason === null ? 'null' : `'${reason}'`}, null, null, null, null, null, null, null)`;

  it('3 of 4 refused against 0 of 4 of the same class: −75 points, Fisher C(4,3)·C(4,0)/C(8,3) = 4/56; half with a reason; the withdrawn one is out, the unanswered counts', async () => {
    const release = await memoryRelease([
      `insert into access_request values ${[
        ask('1', 'beta', 'REFUSED', '2021-04-08', 'no mandate'),
        ask('2', 'beta', 'REFUSED', '2021-04-08', null),
        ask('3', 'beta', 'PENDING', null, null),
        ask('4', 'beta', 'GRANTED', '2021-04-08', null),
        ask('5', 'beta', 'WITHDRAWN', '2021-04-08', null),
        ...['6', '7', '8', '9'].map((id) => ask(id, 'alpha', 'GRANTED', '2021-04-02', null)),
      ].join(', ')}`,
      requestInsert([{ day: '2021-05-31', requests: 1 }]),
    ]);
    const row = rowOf(await run(release), 'CA-10');
    expect(row.value).toBe(-0.75);
    expect(row['p']).toBeCloseTo(4 / 56, 12);
    expect(row).toMatchObject({ ownLevel: 0, partnerLevel: 0.75, ownN: 4, partnerN: 4 });
    expect(row['beside']).toContainEqual({ name: 'reasoned', own: null, partner: 1 / 3, unit: 'ratio' });
    // 1 April to 8 April 2021: four working days (Easter Monday is the 5th).
    expect(row['beside']).toContainEqual({ name: 'medianWorkingDays', own: 1, partner: 4, unit: 'days' });
  });
});
