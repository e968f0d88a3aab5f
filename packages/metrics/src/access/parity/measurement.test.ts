import type { Flag } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { addDays } from '../../frame/period.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { judgeReporting, type ListingDay } from '../sums/judge-reporting.ts';
import { accessParity } from './definition.ts';

const first = '2021-03-04';
/** 58 days from 4 March to 30 April 2021; `change` may alter a day or drop it (null). */
function listing(party: string, change: (day: ListingDay) => ListingDay | null = (d) => d): ListingDay[] {
  return Array.from({ length: 58 }, (_, index) => addDays(first, index)).flatMap((day) => {
    const usual: ListingDay = { source: 'probe', party, day, units: 200, listed: 1000, available: 400, duplicates: 0 };
    return change(usual) ?? [];
  });
}
const judge = (...parties: ListingDay[][]): Map<string, Flag[]> =>
  judgeReporting(parties.flat(), '2021-04-01', '2021-05-01');
const codes = (flags: readonly Flag[] | undefined): string[] => (flags ?? []).map((f) => `${f.code} ${f.severity}`);
const on = (day: string, changed: Partial<ListingDay>) => (d: ListingDay) => (d.day === day ? { ...d, ...changed } : d);

describe('measurement before verdict', () => {
  it('a quiet month has no fault', () => {
    expect([...judge(listing('own'), listing('beta')).values()]).toEqual([[], []]);
  });

  it('90 of 200 agendas on one day: MEASUREMENT_FAILURE of that party only; 110 of 200 is no collapse', () => {
    const faults = judge(listing('own'), listing('beta', on('2021-04-20', { units: 90 })));
    expect(codes(faults.get('beta'))).toEqual(['MEASUREMENT_FAILURE refuse']);
    expect(faults.get('beta')?.[0]?.facts).toMatchObject({ reason: 'SUDDEN_FALL', day: '2021-04-20', units: 90 });
    expect(faults.get('own')).toEqual([]);
    expect(judge(listing('own'), listing('beta', on('2021-04-20', { units: 110 }))).get('beta')).toEqual([]);
  });

  it('a day on which everybody falls alike is a holiday, not a failure; weekends are held against weekends', () => {
    const holiday = on('2021-04-05', { units: 20 });
    expect([...judge(listing('own', holiday), listing('beta', holiday)).values()]).toEqual([[], []]);
    const weekend = (d: ListingDay): ListingDay =>
      [0, 6].includes(new Date(`${d.day}T00:00:00Z`).getUTCDay()) ? { ...d, units: 40 } : d;
    expect(judge(listing('own'), listing('beta', weekend)).get('beta')).toEqual([]);
  });

  it('a day without reading, while own has one: the series are not aligned, and are never zipped', () => {
    const faults = judge(
      listing('own'),
      listing('beta', (d) => (d.day === '2021-04-20' ? null : d)),
    );
    expect(codes(faults.get('beta'))).toEqual(['UNALIGNED refuse']);
  });

  it('one agenda listed three times at one instant: no verdict; among 100,000 listings of a search one repeat is only noted', () => {
    const dup = (listed: number, duplicates: number) =>
      judge(listing('own'), listing('beta', on('2021-04-14', { listed, duplicates })));
    expect(codes(dup(1000, 2).get('beta'))).toEqual(['DUPLICATE_LISTING refuse']);
    expect(codes(dup(100_000, 1).get('beta'))).toEqual(['DUPLICATE_LISTING refuse']);
    const searched = listing('beta', on('2021-04-14', { listed: 100_000, duplicates: 1 })).map((d): ListingDay => ({
      ...d,
      source: 'search',
    }));
    expect(codes(judge(searched).get('beta'))).toEqual(['DUPLICATE_LISTING note']);
  });

  it('half the requests of a day are said, but take no verdict away: an outage stops the asking', () => {
    const asked = [listing('own'), listing('beta', on('2021-04-20', { units: 20 }))].map((days) =>
      days.map((d): ListingDay => ({ ...d, source: 'request' })),
    );
    expect(codes(judge(...asked).get('beta'))).toEqual(['MEASUREMENT_FAILURE warn']);
  });

  it('none of 1,000 slots free: its availability was not read', () => {
    const faults = judge(listing('own'), listing('beta', on('2021-04-14', { available: 0 })));
    expect(faults.get('beta')?.[0]?.facts).toMatchObject({ reason: 'NONE_AVAILABLE', day: '2021-04-14' });
  });

  it('a partner of few agendas that has none on some days says nothing of the measurement', () => {
    const few = listing('beta', (d) => (d.day === '2021-04-20' ? null : { ...d, units: 6, listed: 6, available: 3 }));
    expect(judge(listing('own'), few).get('beta')).toEqual([]);
  });
});

it('a failure of the own reading withholds every partner’s status, value and interval, and empties the family', async () => {
  const rows = [...listing('own', on('2021-04-20', { units: 20 })), ...listing('beta'), ...listing('alpha')];
  const values = rows.map(
    (d) => `('probe', '${d.party}', '${d.day}', ${d.units}, ${d.listed}, ${d.available}, ${d.duplicates})`,
  );
  const release = await memoryRelease([
    `insert into access_reporting values ${values.join(', ')}`,
    `insert into rollup_visibility_day values ('2021-04-14', 'beta', 'GP', '75', null, null, 900, 100, 0, 1, 0, 0), ('2021-04-14', 'alpha', 'GP', '75', null, null, 990, 10, 0, 1, 0, 0)`,
  ]);
  const figure = await runMetric(release, accessParity, { month: '2021-04', kpi: 'CA-01' });
  expect(figure.rows.map((r) => [r['partner'], r['status'], r.value, r.ciLow, r['p'], r['ownN']])).toEqual([
    ['alpha', null, null, null, null, 1000],
    ['beta', null, null, null, null, 1000],
  ]);
  expect(figure.summary['familySize']).toBe(0);
  expect(figure.flags.map((f) => f.code)).toEqual(['MEASUREMENT_FAILURE']);
});
