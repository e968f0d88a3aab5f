import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatEffect,
  formatEffectInterval,
  formatLevel,
  formatMargin,
  formatP,
} from './format-effect.ts';

const plain = (text: string): string => text.replaceAll('\u00A0', '_').replaceAll('\u2212', '-');
const success = { unit: 'share', margin: 0.02 } as const;
const latency = { unit: 'lnRatio', margin: Math.log(1.1) } as const;
const rank = { unit: 'lnRatio', margin: -Math.log(0.95), largerBetter: true } as const;

describe('an oriented effect in words', () => {
  it('a share in points; a small margin gives two digits', () => {
    expect(plain(formatEffect('en', -0.04, success))).toBe('-4.0 pp');
    expect(plain(formatEffect('en', -0.0041, { unit: 'share', margin: 0.005 }))).toBe('-0.41 pp');
    expect(plain(formatEffect('fr', -0.04, success))).toBe('-4,0_pt');
  });
  it('a slower partner is × 1.17, a less exposed one × 0.97: e^0.157 and e^-0.03', () => {
    expect(plain(formatEffect('en', -0.157, latency))).toBe('×_1.17');
    expect(plain(formatEffect('en', -0.0305, rank))).toBe('×_0.97');
    expect(plain(formatMargin('en', latency))).toBe('×_1.1');
    expect(plain(formatMargin('en', rank))).toBe('×_0.95');
  });
  it('a delay says later or sooner; none says neither', () => {
    const lag = { unit: 'seconds', margin: 60 } as const;
    expect(plain(formatEffect('en', -89, lag))).toBe('89_s later');
    expect(plain(formatEffect('fr', 11, lag))).toBe('11_s plus tôt');
    expect(plain(formatEffect('en', 0, lag))).toBe('0_s');
    expect(plain(formatMargin('en', lag))).toBe('60_s');
    expect(plain(formatEffectInterval('en', -155, -150, lag))).toBe('150 to 155_s later');
    expect(plain(formatEffectInterval('fr', 2, 700, lag))).toBe('2_s à 12_min plus tôt');
    expect(plain(formatEffectInterval('en', -34, 5, lag))).toBe('34_s later to 5_s sooner');
  });
  it('intervals: ratios from small to large, an end that nothing bounds is said', () => {
    expect(plain(formatEffectInterval('en', -0.044, -0.035, success))).toBe('-4.4 to -3.5');
    expect(plain(formatEffectInterval('en', -0.2, -0.1, latency))).toBe('1.11 to 1.22');
    expect(plain(formatEffectInterval('fr', null, -0.035, success))).toBe('sans borne à -3,5');
  });
});

it('lengths of time in the unit one would say', () => {
  expect(plain(formatDuration('en', 0.9, 'seconds'))).toBe('0.9_s');
  expect(plain(formatDuration('en', 900, 'seconds'))).toBe('15_min');
  expect(plain(formatDuration('fr', 26, 'hours'))).toBe('26,0_h');
  expect(plain(formatDuration('en', 104, 'days'))).toBe('104_d');
  expect(plain(formatDuration('en', 12_500, 'ms'))).toBe('12.5_s');
});

it('p and levels', () => {
  expect(plain(formatP('en', 0.00001))).toBe('<_0.0001');
  expect(formatP('en', 0.0316)).toBe('0.032');
  expect(formatLevel('en', 0.9995, 'fineShare')).toBe('99.950%');
  expect(formatLevel('en', 0.921, 'share')).toBe('92.1%');
});
