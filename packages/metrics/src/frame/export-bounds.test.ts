import { describe, expect, it } from 'vitest';
import { boundsOf } from './export-bounds.ts';

const row = (platform: string, last: string, days: number) => ({
  platform,
  first_day: '2019-01-02',
  last_day: last,
  days,
  gone: false,
  existed_before: false,
  absent_before: false,
});
const reasons = (rows: Parameters<typeof boundsOf>[0]): unknown[] =>
  boundsOf(rows, [], { from: '2021-02-01', to: '2022-02-01' }).map(({ flag }) => flag.facts['reason']);

describe('where an export ends', () => {
  it('booked on 1,000 of 1,004 days and silent for the last 123: it has ended', () => {
    expect(reasons([row('alpha', '2021-10-01', 1000)])).toEqual(['EXPORT_ENDS']);
  });

  it('booked on 25 of 1,004 days, 123 silent days are chance: 0.9751^123 = 4.5 %, above one in a thousand', () => {
    expect(reasons([row('gamma', '2021-10-01', 25)])).toEqual([]);
  });

  it('booked on 100 of 1,004 days, 123 silent days are not: 0.9004^123 = 2.5e-6', () => {
    expect(reasons([row('gamma', '2021-10-01', 100)])).toEqual(['EXPORT_ENDS']);
  });
});
