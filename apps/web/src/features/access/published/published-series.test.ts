import type { FigureRow } from '@vigie/kernel';
import { expect, it } from 'vitest';
import { toSeries } from './published-series.ts';
import { lastQuarters, quarterAt } from './quarters.ts';

const row = (day: string, name: string, partner: string | null): FigureRow => ({
  value: null,
  numerator: null,
  denominator: null,
  ciLow: null,
  ciHigh: null,
  flags: [],
  day,
  interface: name,
  partner,
  uptimePercent: 99.93,
  meanMs: 120,
  errorRatio: 0.001,
  requests: 5,
});

it('own interfaces come first, days in order', () => {
  const series = toSeries(
    [
      row('2026-10-02', 'PARTNER_API', 'beta'),
      row('2026-10-01', 'PARTNER_API', 'beta'),
      row('2026-10-01', 'OWN_APP', null),
    ],
    undefined,
  );
  expect(series.map((one) => [one.interface, one.partner])).toEqual([
    ['OWN_APP', null],
    ['PARTNER_API', 'beta'],
  ]);
  expect(series[1]?.days.map((day) => day.day)).toEqual(['2026-10-01', '2026-10-02']);
});

it('a chosen partner leaves out the others and keeps own interfaces', () => {
  const rows = [
    row('2026-10-01', 'PARTNER_API', 'beta'),
    row('2026-10-01', 'PARTNER_API', 'alpha'),
    row('2026-10-01', 'OWN_APP', null),
  ];
  expect(toSeries(rows, 'alpha').map((one) => one.partner)).toEqual([null, 'alpha']);
});

it('quarters that hold data, newest first: 20 May to 3 October 2026 is Q4, Q3, Q2', () => {
  expect(lastQuarters('2026-05-20', '2026-10-04').map((one) => quarterAt('en', one))).toEqual([
    'Q4 2026',
    'Q3 2026',
    'Q2 2026',
  ]);
  expect(lastQuarters(null, null)).toEqual([]);
});
