import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSeries, judgeTogether, readSeries, type SeriesPoint } from './series-checks.ts';

const months = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'];
const series = (source: string, sites: readonly number[], weight = 1): SeriesPoint[] =>
  sites.map((n, i) => ({
    source,
    grain: 'month',
    period: months[i] ?? '',
    sites: n,
    rows: 10 * n,
    volume: 10 * n * weight,
  }));
const codes = (points: SeriesPoint[]): string[] => judgeSeries(points).map((f) => `${f.flag.code} ${f.from}`);

describe('who reported', () => {
  it('a published count that falls from 4 to 2 sites is incomplete: no chance in it', () => {
    expect(codes(series('booking_count:x', [4, 4, 4, 4, 2]))).toEqual(['INCOMPLETE_PERIOD 2024-05-01']);
  });
  it('an export that falls from 400 to 200 practitioners is incomplete, one from 12 to 6 is not judged', () => {
    expect(codes(series('booking:own', [400, 400, 400, 400, 200]))).toEqual(['INCOMPLETE_PERIOD 2024-05-01']);
    expect(codes(series('booking:delta', [12, 12, 12, 12, 6], 5))).toEqual([]);
  });
  it('30 practitioners instead of 42 is within 4 √42 = 25.9 of chance', () => {
    expect(codes(series('booking:delta', [42, 42, 42, 42, 30], 5))).toEqual([]);
  });
  it('a panel that doubles breaks the series; an exact export that doubles has grown', () => {
    expect(codes(series('booking:gamma', [100, 100, 100, 200, 200], 4))[0]).toBe('BREAK_IN_SERIES 2024-04-01');
    expect(codes(series('booking:own', [100, 100, 100, 200, 200]))).toEqual([]);
  });
  it('a weight that goes from 4 to 5 breaks the series, whatever the volume', () => {
    const points = [
      ...series('booking:gamma', [50, 50, 50], 4),
      { ...series('booking:gamma', [40])[0], period: '2024-04-01', rows: 400, volume: 2000 } as SeriesPoint,
    ];
    expect(codes(points)).toEqual(['BREAK_IN_SERIES 2024-04-01']);
  });
  it('when three of three exports fall in one month, the market fell: noted, not warned', () => {
    const all = ['own', 'alpha', 'beta'].map((p) => series(`booking:${p}`, [400, 400, 400, 400, 200]));
    expect(judgeTogether(all).map((f) => f.flag.severity)).toEqual(['note', 'note', 'note']);
    expect(
      judgeTogether([
        ...all.slice(0, 1),
        series('booking:x', [400, 400, 400, 400, 400]),
        series('booking:y', [400, 400, 400, 400, 400]),
      ]).map((f) => f.flag.severity),
    ).toEqual(['warn']);
  });
  it('a month that nobody reported leaves no row and is incomplete all the same', () => {
    const row = (period: string) => ({
      source: 'booking_count:x',
      grain: 'month',
      period,
      sites: 4,
      rows: 4,
      volume: 40,
    });
    const found = readSeries(['2024-01-01', '2024-02-01', '2024-04-01'].map(row)).flatMap(judgeSeries);
    expect(found.map((f) => [f.flag.code, f.from, f.flag.facts['sites']])).toEqual([
      ['INCOMPLETE_PERIOD', '2024-03-01', 0],
    ]);
  });
  it('a month without a booking is no change of weight', () => {
    const row = (period: string) => ({
      source: 'booking:delta',
      grain: 'month',
      period,
      sites: 5,
      rows: 5,
      volume: 25,
    });
    expect(
      readSeries(['2024-01-01', '2024-02-01', '2024-03-01', '2024-05-01', '2024-06-01'].map(row)).flatMap(judgeSeries),
    ).toEqual([]);
  });
  it('a steady series is never flagged', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom('booking:own', 'booking_count:x'),
        (n, source) => codes(series(source, [n, n, n, n, n])).length === 0,
      ),
    );
  });
});
