import { describe, expect, it } from 'vitest';
import { dayBefore, formatBucket, formatDay, formatPeriod } from './format-date.ts';
import {
  formatBytes,
  formatCount,
  formatEurCents,
  formatInterval,
  formatPoints,
  formatShare,
  formatShortCount,
  formatValue,
} from './format-value.ts';

const codes = (text: string): string => text.replace(/[^\x20-\x7E]/gu, (c) => `<${c.codePointAt(0)?.toString(16)}>`);

describe('numbers as the design writes them', () => {
  it('share: 82.97% and 82,97<U+202F>%', () => {
    expect(formatShare('en', 0.8297)).toBe('82.97%');
    expect(codes(formatShare('fr', 0.8297))).toBe('82,97<202f>%');
  });
  it('count: thousands by comma, by U+202F', () => {
    expect(formatCount('en', 18412377)).toBe('18,412,377');
    expect(codes(formatCount('fr', 18412377))).toBe('18<202f>412<202f>377');
  });
  it('money: cents in, U+00A0 before the euro in French', () => {
    expect(formatEurCents('en', 1721437950)).toBe('€17,214,379.50');
    expect(codes(formatEurCents('fr', 1721437950))).toBe('17<202f>214<202f>379,50<a0><20ac>');
  });
  it('change: a true minus, points, no sign on zero', () => {
    expect(codes(formatPoints('en', -0.004))).toBe('<2212>0.4 pp');
    expect(codes(formatPoints('fr', -0.004))).toBe('<2212>0,4<a0>pt');
    expect(formatPoints('en', 0)).toBe('0.0 pp');
    expect(formatPoints('en', 0.006)).toBe('+0.6 pp');
  });
  it('interval: 81.9 – 84.0 and 81,9 à 84,0', () => {
    expect(codes(formatInterval('en', 0.8193, 0.8401, 'ratio'))).toBe('81.9 <2013> 84.0');
    expect(codes(formatInterval('fr', 0.8193, 0.8401, 'ratio'))).toBe('81,9 <e0> 84,0');
  });
  it('growth is signed, points of HHI are whole, short counts say M', () => {
    expect(formatValue('en', 0.2308, 'ratio_change')).toBe('+23.1%');
    expect(formatValue('en', 4610.969, 'points')).toBe('4,611');
    expect(formatShortCount('en', 18412377)).toBe('18.4 M');
    expect(codes(formatBytes('fr', 88_000_000))).toBe('88<202f>Mo');
  });
});

describe('dates', () => {
  it('days, half-open periods and buckets', () => {
    expect(formatDay('en', '2026-12-04')).toBe('4 Dec 2026');
    expect(formatDay('fr', '2026-12-04')).toBe('4 déc. 2026');
    expect(dayBefore('2026-03-01')).toBe('2026-02-28');
    expect(formatPeriod('en', '2026-10-01', '2026-11-01')).toBe('October 2026');
    expect(formatPeriod('en', '2021-04-12', '2021-05-10')).toBe('12 Apr 2021 to 9 May 2021');
    expect(formatBucket('fr', '2026-04-01', 'quarter')).toBe('T2 2026');
  });
});
