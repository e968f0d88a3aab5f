import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '@vigie/kernel';
import { runMetric } from '../../frame/run-metric.ts';
import { requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessParity } from '../parity/definition.ts';
import { accessPublished } from './definition.ts';

const at = (time: string): string => `timestamptz '2021-04-14 ${time}Z'`;
const release = await memoryRelease(
  [
    requestInsert([
      { day: '2021-04-14', requests: 1000, errorsPlatform: 5 },
      { day: '2021-04-14', interface: 'OWN_WEB', requests: 500 },
      { day: '2021-04-14', partner: 'beta', requests: 200, errorsPlatform: 4 },
      { day: '2021-04-14', partner: 'alpha', requests: 100 },
      { day: '2021-04-15', requests: 10 },
      { day: '2021-04-15', partner: 'beta', requests: 10 },
    ]),
    `update rollup_request_day set latency_n = 100, sum_ms = 25000 where partner = 'beta' and day = date '2021-04-14'`,
    `insert into outage values ('PARTNER_API', null, ${at('00:00:40')}, ${at('00:01:40')}, false), ('PARTNER_API', 'beta', ${at('00:01:00')}, ${at('00:02:40')}, false),
      ('PARTNER_API', 'alpha', ${at('10:00:00')}, ${at('11:00:00')}, true), ('OWN_WEB', null, ${at('23:00:00')}, timestamptz '2021-04-15 01:00:00Z', false), ('PARTNER_API', 'beta', timestamptz '2021-04-15 23:59:00Z', null, false)`,
  ],
  '2021-05-01',
);
const days = { from: '2021-04-14', to: '2021-04-16' };

describe('access.published', () => {
  let figure: Figure;
  beforeAll(async () => {
    figure = await runMetric(release, accessPublished, days);
  });
  const row = (day: string, name: string, partner = '') =>
    figure.rows.find((one) => one['day'] === day && one['interface'] === name && one['partner'] === partner);

  it('the worked example: 60 s down of 86,400 = 99.9305555556 %, for the interface as a whole', () => {
    const whole = row('2021-04-14', 'PARTNER_API');
    expect(whole?.['uptimePercent']).toBeCloseTo(99.9305555556, 9);
    expect(whole).toMatchObject({ requests: 300, downSeconds: 60, numerator: 86_340, denominator: 86_400 });
  });
  it('beta met [40, 100) of the whole and [60, 160) of its own: 120 s, each second once; mean 25,000/100 ms; errors 4 of 200', () => {
    expect(row('2021-04-14', 'PARTNER_API', 'beta')).toMatchObject({
      downSeconds: 120,
      meanMs: 250,
      errorRatio: 0.02,
      requests: 200,
    });
  });
  it('alpha: 3,600 s planned, like any other, and [40, 60) of the whole; [60, 100) beta met alone: 3,620 s', () => {
    expect(row('2021-04-14', 'PARTNER_API', 'alpha')).toMatchObject({ downSeconds: 3620 });
  });
  it('every own interface too; an outage over midnight UTC counts on both days, an open one to the end of its day', () => {
    expect(row('2021-04-14', 'OWN_WEB')).toMatchObject({ downSeconds: 3600 });
    expect(row('2021-04-14', 'OWN_APP')).toMatchObject({ downSeconds: 0, uptimePercent: 100, errorRatio: 0.005 });
    expect(row('2021-04-15', 'PARTNER_API', 'beta')).toMatchObject({ downSeconds: 60 });
    // The web had no request on the 15th: it has no row, since nobody asked.
    expect(row('2021-04-15', 'OWN_WEB')).toBeUndefined();
  });
  it('one partner beside the interfaces as a whole; the summary names who is under 99.5 %', async () => {
    const one = await runMetric(release, accessPublished, { ...days, partner: 'beta' });
    expect(new Set(one.rows.map((r) => r['partner']))).toEqual(new Set(['', 'beta']));
    expect(figure.summary['belowFloor']).toBe('OWN_WEB, PARTNER_API alpha');
    expect(figure.passport.period).toMatchObject({ timeZone: 'UTC' });
    await expect(runMetric(release, accessPublished, { partner: 'nobody' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
  it('nothing logged is refused, not an empty table', async () => {
    const empty = await runMetric(release, accessPublished, { from: '2020-01-01', to: '2020-02-01' });
    expect(empty.flags).toMatchObject([{ code: 'REFUSED', severity: 'refuse' }]);
  });
  it('agrees with what CA-04 holds against the own channels', async () => {
    const parity = await runMetric(release, accessParity, { month: '2021-04', kpi: 'CA-04', partner: 'beta' });
    expect(parity.rows[0]?.['partnerLevel']).toBeCloseTo((2 - 120 / 86_400 - 60 / 86_400) / 2, 12);
    // App 100 % and web 3,600 s down on the 14th; on the 15th app 100 %, web 3,600 s down.
    expect(parity.rows[0]?.['ownLevel']).toBeCloseTo(1 - 1800 / 86_400, 12);
  });
});
