import type { Figure, FigureRow } from '@vigie/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessParity } from '../parity/definition.ts';

/** A request row with moments of ln(ms + 0.4): n calls of the same time, spread by ±`spread` on the log. */
function calls(
  day: string,
  side: string,
  [endpoint, hour]: readonly [string, string],
  [n, ms, spread]: readonly [number, number, number],
): string {
  const mean = Math.log(ms + 0.4);
  const party = side === 'own' ? `'OWN_APP', null` : `'PARTNER_API', '${side}'`;
  return `('${day}', '${day}', ${party}, '${endpoint}', false, 'SM54', '75', 'FIRST', 'AMB', 'WEEKDAY', '${hour}', ${n}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ${n}, ${(n * mean).toFixed(9)}, ${(n * (mean * mean + spread * spread)).toFixed(9)}, ${n * ms})`;
}
const days = Array.from({ length: 28 }, (_, index) => `2021-04-${String(index + 1).padStart(2, '0')}`);
const requests = days.flatMap((day) => [
  calls(day, 'own', ['SLOT_SEARCH', 'MORNING'], [1000, 100, 0.3]),
  calls(day, 'own', ['BOOK', 'MORNING'], [100, 400, 0.3]),
  calls(day, 'beta', ['SLOT_SEARCH', 'MORNING'], [20, 100, 0.3]),
  calls(day, 'beta', ['BOOK', 'MORNING'], [80, 400, 0.3]),
]);

async function april(inserts: readonly string[]): Promise<Figure> {
  const release = await memoryRelease(
    [`insert into rollup_request_day values ${requests.join(', ')}`, ...inserts],
    '2021-05-01',
  );
  return runMetric(release, accessParity, { month: '2021-04' });
}
function row(figure: Figure, kpi: string, partner = 'beta'): FigureRow {
  const found = figure.rows.find((one) => one['kpi'] === kpi && one['partner'] === partner);
  if (!found) throw new Error(`no row ${kpi} ${partner}`);
  return found;
}
const beside = (of: FigureRow, name: string): unknown =>
  (of['beside'] as { name: string; partner: unknown; own: unknown }[]).find((one) => one.name === name);

describe('technical indicators', () => {
  it('CA-05: a partner that books 80 of 100 calls is at parity by endpoint; crude ln 100 − ln 303 would say three times slower', async () => {
    const bins = (side: string, endpoint: string, tenths: number, n: number): string =>
      `('2021-04-01', ${side === 'own' ? `'OWN_APP', null` : `'PARTNER_API', '${side}'`}, '${endpoint}', ${tenths}, ${n})`;
    const histogram = [
      bins('own', 'SLOT_SEARCH', 1000, 28_000),
      bins('own', 'BOOK', 4000, 2660),
      bins('own', 'BOOK', 9004, 140),
      bins('beta', 'SLOT_SEARCH', 1000, 560),
      bins('beta', 'BOOK', 4000, 2128),
      bins('beta', 'BOOK', 9004, 112),
    ];
    const of = row(await april([`insert into rollup_latency_month values ${histogram.join(', ')}`]), 'CA-05');
    expect(of.value).toBeCloseTo(0, 6);
    expect(of['crudeEffect']).toBeLessThan(-0.9);
    expect(of['status']).toBe('GREEN');
    expect(of).toMatchObject({ ownN: 30_800, partnerN: 2800 });
    expect(beside(of, 'P95')).toMatchObject({ own: 400, partner: 400 });
    // 900.4 ms stands as 900 ms: three digits.
    expect(beside(of, 'P99')).toMatchObject({ own: 900, partner: 900 });
  });
  it('CA-04: half an hour down on eight days of 28, of its own and of the interface as a whole: −8 × 1,800/86,400/28', async () => {
    const down = days
      .slice(0, 8)
      .map(
        (day, index) =>
          `('PARTNER_API', ${index % 2 === 0 ? "'beta'" : 'null'}, timestamptz '${day} 10:00:00Z', timestamptz '${day} 10:30:00Z', false)`,
      );
    const of = row(await april([`insert into outage values ${down.join(', ')}`]), 'CA-04');
    expect(of.value).toBeCloseTo((-8 * 1800) / 86_400 / 28, 12);
    expect(of['p']).toBe(1 / 256);
    expect(of).toMatchObject({ ownLevel: 1, ownN: 28 });
  });
});

describe('slots and search', () => {
  const lag = (comparison: string, seconds: number, n: number, censored = false): string =>
    `('2021-04-01', '${comparison}', 'SM54', '75', 'FIRST', 'AMB', ${seconds}, ${censored}, ${n}, ${comparison === 'beta' ? 3 : 0})`;
  let figure: Figure;
  beforeAll(async () => {
    const exclusive = Array.from({ length: 40 }, (_, index) => [
      `('2021-04-01', 'beta', 'P${index}', 'SM54', '75', false, 36000, ${index % 2 === 0 ? 3600 : 0}, 10)`,
      `('2021-04-01', 'beta', 'P${index}', 'SM54', '75', true, 4000, 1000, 1)`,
    ]).flat();
    const exposure = (rank: number): string => (1 / Math.log2(1 + rank)).toFixed(9);
    const rank = ['own', 'beta'].flatMap((party) =>
      Array.from(
        { length: 60 },
        (_, index) =>
          `('2021-04-01', '${party}', 'SM54', '75', '0-2', 'TODAY', '${party}${index}', 1, ${exposure((party === 'own' ? 1 : 2) + (index % 3))})`,
      ),
    );
    const change = [
      `('2021-04-01', 'own', 'OWN_TO_OWN', 'MOVE', 10, false, 1000)`,
      `('2021-04-01', 'beta', 'OWN_TO_PARTNER', 'MOVE', 10, false, 900)`,
      `('2021-04-01', 'beta', 'OWN_TO_PARTNER', 'CANCELLATION', 600, false, 100)`,
      `('2021-04-01', 'beta', 'PARTNER_TO_OWN', 'MOVE', 10, false, 100)`,
    ];
    figure = await april([
      `insert into rollup_exposure_month values ${[lag('own_web_app', 1, 600), lag('own_web_app', 5, 400), lag('beta', 30, 700), lag('beta', 400, 200), lag('beta', 123_456, 100, true)].join(', ')}`,
      `insert into rollup_exclusive_month values ${exclusive.join(', ')}`,
      `insert into rollup_rank_month values ${rank.join(', ')}`,
      `insert into rollup_change_month values ${change.join(', ')}`,
    ]);
  });
  it('CA-02: 700 after 30 s, 200 after 400 s, 100 never: median 30 against 1; within 60 s 0.7, within 300 s 0.7; never seen 0.1', () => {
    const of = row(figure, 'CA-02');
    expect(of).toMatchObject({
      value: -29,
      partnerLevel: 30,
      ownLevel: 1,
      partnerN: 1000,
      ownN: 1000,
      status: 'AMBER',
    });
    expect(beside(of, 'within 60 s')).toMatchObject({ own: 1, partner: 0.7 });
    expect(beside(of, 'not seen')).toMatchObject({ partner: 0.1 });
    expect(beside(of, 'partner first')).toMatchObject({ partner: 9 });
    expect(of['strata']).toMatchObject([{ ownN: 1000, partnerN: 1000, partnerLevel: 0.7 }]);
  });
  it('CA-03: 20 × 3,600 + 40 × 1,000 s of 40 × 40,000 = 112,000/1,600,000 = 7 %; starting soon 1,000/4,000', () => {
    const of = row(figure, 'CA-03');
    expect(of.value).toBeCloseTo(-0.07, 12);
    expect(of).toMatchObject({ status: 'RED', partnerN: 40 });
    expect(beside(of, 'starts within 48 h')).toMatchObject({ partner: 0.25 });
  });
  it('CA-09: 100 of 1,000 after 600 s: P95 600 against 10; the other direction is at parity', () => {
    expect(row(figure, 'CA-09')).toMatchObject({ value: -590, partnerLevel: 600, ownLevel: 10, status: 'RED' });
  });
  it('CA-11: ranks 2,3,4 against 1,2,3: (0.6309 + 0.5 + 0.4307)/(1 + 0.6309 + 0.5) = 0.7328', () => {
    const of = row(figure, 'CA-11');
    expect(Math.exp(of.value ?? 0)).toBeCloseTo((0.630929754 + 0.5 + 0.430676558) / 2.130929754, 8);
    expect(of).toMatchObject({ status: 'RED', partnerN: 60 });
  });
});

describe('more practitioners than groups', () => {
  it('5,000 practitioners come as at most 4,096 groups of whole ones, and are still counted as 5,000', async () => {
    const figure = await april([
      `insert into rollup_exclusive_month select date '2021-04-01', 'beta', 'P' || i, 'SM54', '75', false, 36000, case when i % 2 = 0 then 360 else 0 end, 1 from range(5000) t(i)`,
    ]);
    const of = row(figure, 'CA-03');
    expect(of.value).toBeCloseTo(-0.005, 12);
    expect(of).toMatchObject({ partnerN: 5000, status: 'GREEN' });
  });
});

describe('terms', () => {
  let figure: Figure;
  const request = (
    id: string,
    kind: string,
    who: string,
    dates: readonly [string, string | null, string | null],
    of: { decision?: string; fields?: readonly [number, number] } = {},
  ): string => {
    const [asked, decided, completed] = dates.map((day) => (day === null ? 'null' : `timestamptz '${day} 10:00:00Z'`));
    const [required, delivered] = of.fields ?? ['null', 'null'];
    return `('${id}', '${kind}', '${who}', 'COMPETITOR', ${asked}, null, ${decided}, '${of.decision ?? 'GRANTED'}', null, null, null, ${completed}, ${required}, ${delivered}, 'CSV', null, null)`;
  };
  beforeAll(async () => {
    const requests = [
      request('A1', 'API_ACCESS', 'beta', ['2020-10-01', '2020-10-02', '2020-10-21']),
      request('A2', 'API_ACCESS', 'beta', ['2021-01-01', '2021-01-05', '2021-03-02']),
      request('A3', 'API_ACCESS', 'beta', ['2021-03-01', '2021-03-02', null], { decision: 'PENDING' }),
      request('A4', 'API_ACCESS', 'alpha', ['2021-01-01', '2021-01-02', '2021-01-06']),
      request('P1', 'PORTABILITY', 'beta', ['2021-03-10', '2021-03-11', '2021-03-20'], { fields: [20, 20] }),
      request('P2', 'PORTABILITY', 'beta', ['2021-03-11', '2021-03-12', '2021-03-20'], { fields: [20, 19] }),
      request('P3', 'PORTABILITY', 'beta', ['2021-04-20', '2021-04-20', null]),
    ];
    const ticket = (id: string, who: string, severity: string, minutes: number | null): string =>
      `('${id}', timestamptz '2021-04-06 10:00:00Z', '${who}', '${severity}', ${minutes === null ? 'null' : `timestamptz '2021-04-06 10:00:00Z' + interval '${minutes}' minute`}, null)`;
    const tickets = Array.from({ length: 40 }, (_, index) => [
      ticket(`o${index}`, 'own', 'S2', 10 + index),
      ticket(`b${index}`, 'beta', 'S2', 40 + 4 * index),
    ]).flat();
    figure = await april([
      `insert into access_request values ${requests.join(', ')}`,
      `insert into support_ticket values ${tickets.join(', ')}`,
      `insert into capability values ('WAITLIST', 'beta', true, false, null, '2021-02-01', null), ('MOTIVES', 'beta', true, true, 'OUTPUT', '2020-01-01', null),
        ('PAYMENT', 'beta', false, false, null, '2020-01-01', null), ('RESCHEDULE', 'beta', true, false, null, '2020-01-01', '2021-03-01'), ('RESCHEDULE', 'beta', true, true, 'INPUT', '2021-03-01', null)`,
      `insert into access_fee values ('2021-04-01', 'own', null, 1000, 50000), ('2021-04-01', 'alpha', 'A', 100, 10000), ('2021-04-01', 'beta', 'A', 50, 5400), ('2021-04-01', 'gamma', 'B', 5, 900)`,
      `insert into change_notice values ('N1', timestamptz '2021-01-01 10:00:00Z', timestamptz '2021-04-10 10:00:00Z', true, null, 'Version 3'),
        ('N2', timestamptz '2021-03-01 10:00:00Z', timestamptz '2021-04-10 10:00:00Z', true, 'beta', 'Tokens'), ('N3', timestamptz '2021-04-09 10:00:00Z', timestamptz '2021-04-10 10:00:00Z', false, null, 'Logo')`,
      `insert into channel_setting values ('P1', 'beta', timestamptz '2021-04-02 10:00:00Z', false, 'PLATFORM_DEFAULT'), ('P2', 'beta', timestamptz '2021-01-02 10:00:00Z', false, 'PLATFORM_DEFAULT'),
        ('P3', 'beta', timestamptz '2021-04-02 10:00:00Z', false, 'PRACTITIONER'), ('P1', 'beta', timestamptz '2021-04-03 10:00:00Z', true, 'PRACTITIONER')`,
      `insert into named_search select 'S' || i, timestamptz '2021-04-06 10:00:00Z', 'P9', false, case when i < 8 then 'OTHER_OWN_BOOKED' else 'LEFT' end, 'beta' from range(100) t(i)`,
    ]);
  });
  it('CA-14: 20 and 60 days, one waiting since 1 March: S = 2/3 at 20, 1/3 at 60: median 60, beyond 30: AMBER, outside the family', () => {
    const of = row(figure, 'CA-14');
    expect(of).toMatchObject({
      status: 'AMBER',
      rule: 'STANDARD',
      q: null,
      partnerLevel: 60,
      ownLevel: 5,
      partnerN: 3,
      ownN: 1,
    });
    expect(String(of['test'])).toContain('outside the family');
  });
  it('CA-15: two fell due in April, one complete, one lacks a field: 1 of 2; P(X ≤ 1 | 2, 0.95) = 1 − 0.9025', () => {
    const of = row(figure, 'CA-15');
    expect(of).toMatchObject({ partnerN: 2, partnerLevel: 0.5 });
    expect(of['p']).toBeCloseTo(1 - 0.9025, 12);
    expect(beside(of, 'delivered incomplete')).toMatchObject({ partner: 1 });
    expect(beside(of, 'mandatory fields delivered')).toMatchObject({ partner: 0.975 });
  });
  it('CA-17: medians 118 and 29.5 minutes, same severity: four times as long', () => {
    const of = row(figure, 'CA-17');
    expect(of).toMatchObject({ ownLevel: 29.5, partnerLevel: 118, status: 'RED', ownN: 40, partnerN: 40 });
    expect(of.value).toBeCloseTo(Math.log(29.9 / 118.4), 12);
  });
  it('CA-12: 2 of 3 used capabilities, the gap dated; what own does not use does not count; a row that ended is history', () => {
    const of = row(figure, 'CA-12');
    expect(of).toMatchObject({ status: 'AMBER', partnerN: 3 });
    expect(of['partnerLevel']).toBeCloseTo(2 / 3, 12);
    expect(beside(of, 'gap: WAITLIST since 2021-02-01')).toBeDefined();
    expect(beside(of, 'equivalence of output only')).toMatchObject({ partner: 1 });
  });
  it('CA-13: 108 against 100 cents in class A: 8 % above; alone in class B there is no spread', () => {
    const of = row(figure, 'CA-13');
    expect(of.value).toBeCloseTo(-0.08, 12);
    expect(of['status']).toBe('AMBER');
    expect(beside(of, 'fee per booking')).toMatchObject({ own: 50, partner: 108 });
  });
  it('CA-16: 1 March to 10 April are 40 days, the public one 99: the shortest counts for beta, alpha has 99', () => {
    expect(row(figure, 'CA-16')).toMatchObject({ value: -50, partnerLevel: 40, status: 'AMBER', partnerN: 2 });
    expect(row(figure, 'CA-16', 'alpha')).toMatchObject({ value: 9, status: 'GREEN', partnerN: 1 });
  });
  it('CA-19: one newly closed by default in April, of three; it was opened again, so one is closed by default at the end', () => {
    const of = row(figure, 'CA-19');
    expect(of).toMatchObject({ value: -1, status: 'AMBER', partnerN: 3 });
    expect(beside(of, 'closed by default at the end of the month')).toMatchObject({ partner: 1 / 3 });
  });
  it('CA-20: 8 of 100 searches diverted: over 5 %', () => {
    expect(row(figure, 'CA-20')).toMatchObject({ value: -0.08, status: 'AMBER', partnerN: 100 });
  });
  it('what did not happen has no status and says so', () => {
    expect(row(figure, 'CA-09')['status']).toBeNull();
    expect(row(figure, 'CA-20', 'alpha').flags).toMatchObject([{ code: 'NO_DATA' }]);
  });
});
