import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessReasons } from './definition.ts';

const release = await memoryRelease(
  [
    requestInsert([
      { day: '2021-04-14', requests: 1 },
      { day: '2021-04-30', partner: 'beta', requests: 1 },
      { day: '2021-04-30', partner: 'alpha', requests: 1 },
    ]),
    `insert into rollup_attempt_month values ('2021-04-01', 'OWN_APP', null, 'SUCCESS', null, null, 500), ('2021-04-01', 'OWN_WEB', null, 'SUCCESS', null, null, 460),
      ('2021-04-01', 'OWN_WEB', null, 'ERROR', 'SLOT_TAKEN', 'PLATFORM', 25), ('2021-04-01', 'OWN_APP', null, 'ERROR', 'SLOT_TAKEN', null, 15),
      ('2021-04-01', 'PARTNER_API', 'beta', 'SUCCESS', null, null, 180), ('2021-04-01', 'PARTNER_API', 'beta', 'ERROR', 'SLOT_TAKEN', 'UNKNOWN', 12),
      ('2021-04-01', 'PARTNER_API', 'beta', 'THROTTLED', 'RATE_LIMIT', 'PLATFORM', 8), ('2021-04-01', 'PARTNER_API', 'beta', 'ERROR', 'VALIDATION', 'PARTNER', 30),
      ('2021-04-01', 'PARTNER_API', 'gamma', 'ERROR', 'SERVER_ERROR', 'PLATFORM', 99)`,
  ],
  '2021-05-01',
);

describe('access.reasons', () => {
  it('the worked example: SLOT_TAKEN 12/200 = 60 per 1,000 against 40/1,000; RATE_LIMIT 40 against 0; VALIDATION counts in nothing', async () => {
    const figure = await runMetric(release, accessReasons, { partner: 'beta', month: '2021-04' });
    expect(figure.summary).toMatchObject({ ownValid: 1000, partnerValid: 200 });
    const rows = figure.rows.map((row) => [
      row['reason'],
      row['attributableTo'],
      row['ownPerThousand'],
      row['partnerPerThousand'],
      row['countsAsFailure'],
    ]);
    expect(rows).toEqual([
      ['VALIDATION', 'PARTNER', 0, 150, false],
      ['RATE_LIMIT', 'PLATFORM', 0, 40, true],
      ['SLOT_TAKEN', 'PLATFORM', 40, 60, true],
    ]);
    const taken = figure.rows[2];
    expect(taken?.value).toBeCloseTo(0.02, 12);
    expect(taken?.['rateRatio']).toBeCloseTo(1.5, 12);
    expect(taken?.ciLow ?? 1).toBeLessThan(0.02);
    expect(taken?.ciHigh ?? 0).toBeGreaterThan(0.02);
    // Nothing to be a multiple of.
    expect(figure.rows[1]).toMatchObject({ rateRatio: null, ciLow: null });
  });
  it('a partner without a valid attempt is said', async () => {
    const figure = await runMetric(release, accessReasons, { partner: 'alpha', month: '2021-04' });
    expect(figure.flags).toMatchObject([{ code: 'NO_DATA', facts: { party: 'alpha' } }]);
    expect(figure.rows.every((row) => row.value === null)).toBe(true);
  });
});
