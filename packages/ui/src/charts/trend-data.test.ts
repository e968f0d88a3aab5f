import { expect, it } from 'vitest';
import { niceMax, niceTicks, pickTicks, toTrendData } from './trend-data.ts';

const period = (start: string, own: number | null, breakBefore = false) => ({
  start,
  values: { own: { value: own, low: own === null ? null : own - 0.01, high: own === null ? null : own + 0.01 } },
  incomplete: false,
  breakBefore,
});

it('no line crosses a break: an empty datum stands between the two periods', () => {
  const data = toTrendData([period('2025-01-01', 0.8), period('2025-02-01', 0.7, true)], ['own']);
  expect(data.map((d) => [d.x, d['own']])).toEqual([
    [0, 0.8],
    [0.5, null],
    [1, 0.7],
  ]);
});

it('a refused value stays empty and has no band', () => {
  const [datum] = toTrendData([period('2025-01-01', null)], ['own']);
  expect([datum?.['own'], datum?.['own:band']]).toEqual([null, null]);
});

it('ticks: Januaries over several years, an even choice otherwise', () => {
  const months = Array.from(
    { length: 40 },
    (_, i) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`,
  );
  expect(pickTicks(months, 8)).toEqual([0, 12, 24, 36]);
  expect(pickTicks(months.slice(0, 6), 3)).toEqual([0, 2, 4]);
});

it('scale ends on a round number above the largest', () => {
  expect([niceMax(0.04), niceMax(0.47), niceMax(0.91)]).toEqual([0.05, 0.5, 1]);
});

it('ticks of shares fall on whole percents', () => {
  for (const top of [0.05, 0.1, 0.2, 0.4, 0.5, 0.6, 0.8, 1])
    for (const tick of niceTicks(top)) expect(Math.abs(tick * 100 - Math.round(tick * 100))).toBeLessThan(1e-9);
});
