import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessDelays } from './definition.ts';

const lag = (comparison: string, seconds: number, censored = false, n = 1): string =>
  `('2021-04-01', '${comparison}', 'SM54', '75', 'FIRST', 'AMB', ${seconds}, ${censored}, ${n}, 0)`;
const release = await memoryRelease(
  [
    requestInsert([
      { day: '2021-04-14', requests: 10 },
      { day: '2021-04-30', partner: 'beta', requests: 10 },
      { day: '2021-04-30', partner: 'alpha', requests: 10 },
    ]),
    `insert into rollup_exposure_month values ${[
      ...[2, 3, 3, 5, 8, 13, 21, 55].map((seconds) => lag('beta', seconds)),
      lag('beta', 34, true),
      lag('beta', 60, true),
      lag('own_web_app', 1, false, 4),
    ].join(', ')}`,
    `insert into rollup_latency_month values ('2021-04-01', 'OWN_APP', null, 'SLOT_SEARCH', 500, 900), ('2021-04-01', 'OWN_WEB', null, 'BOOK', 3000, 100),
      ('2021-04-01', 'PARTNER_API', 'beta', 'SLOT_SEARCH', 500, 10), ('2021-04-01', 'PARTNER_API', 'beta', 'BOOK', 3000, 90)`,
  ],
  '2021-05-01',
);

describe('access.delays', () => {
  it('the worked example: done within 2 s 0.1, 3 s 0.3, … 55 s 0.85; median 10.5; own all within 1 s', async () => {
    const figure = await runMetric(release, accessDelays, { partner: 'beta' });
    expect(figure.rows.map((row) => [row.value, Number((row['partnerShare'] as number).toFixed(12))])).toEqual([
      [1, 0],
      [2, 0.1],
      [3, 0.3],
      [5, 0.4],
      [8, 0.5],
      [13, 0.6],
      [21, 0.7],
      [55, 0.85],
    ]);
    expect(figure.rows.every((row) => row['ownShare'] === 1)).toBe(true);
    expect(figure.summary).toMatchObject({
      unit: 'seconds',
      partnerMedian: 10.5,
      ownMedian: 1,
      partnerN: 10,
      ownN: 4,
      partnerPending: 0.2,
      partnerP95: null,
    });
    expect(figure.flags).toMatchObject([{ code: 'NO_EVENT', severity: 'note' }]);
  });
  it('latencies: own weighted to the partner’s 90 bookings of 100, so both medians are 300 ms, though own mostly searches', async () => {
    const figure = await runMetric(release, accessDelays, { partner: 'beta', kpi: 'CA-05' });
    expect(figure.summary).toMatchObject({ unit: 'ms', ownMedian: 300, partnerMedian: 300 });
    expect(figure.rows.map((row) => row.value)).toEqual([50, 300]);
    expect(figure.rows[0]?.['partnerShare']).toBeCloseTo(0.1, 12);
    expect(figure.rows[1]).toMatchObject({ ownShare: 1, partnerShare: 1 });
    expect(figure.rows[0]?.['ownShare']).toBeCloseTo(0.1, 12);
  });
  it('nothing timed is said, an unknown partner refused', async () => {
    const figure = await runMetric(release, accessDelays, { partner: 'alpha' });
    expect(figure.flags).toMatchObject([{ code: 'NO_DATA', severity: 'refuse' }]);
    await expect(runMetric(release, accessDelays, { partner: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
