import { describe, expect, it } from 'vitest';
import { worseOf, type Component } from './worse-of.ts';

const one: Component = {
  name: 'mean',
  effect: -0.02,
  ciLow: -0.05,
  ciHigh: 0.01,
  p: 0.1,
  materialityP: 0.9,
  mdd: 0.03,
  margin: 0.1,
};
const two: Component = {
  name: 'P95',
  effect: -0.2,
  ciLow: -0.3,
  ciHigh: -0.1,
  p: 0.001,
  materialityP: 0.4,
  mdd: 0.2,
  margin: 0.2,
};

describe('the worse of several', () => {
  it('the deeper one is shown with its margin, p doubled: 2 × 0.001; p_δ 2 × 0.4', () => {
    expect(worseOf([one, two])).toEqual({
      effect: -0.2,
      ciLow: -0.3,
      ciHigh: -0.1,
      p: 0.002,
      materialityP: 0.8,
      mdd: 0.2,
      margin: 0.2,
      decisive: 'P95',
    });
    expect(worseOf([one])).toMatchObject({ p: 0.1, margin: 0.1, decisive: 'mean' });
  });
  it('a significant one is not hidden by a vague one, and parity needs both: its lower end is as deep as the vague one’s', () => {
    const vague: Component = { ...two, effect: 0.05, ciLow: -0.3, ciHigh: 0.4, p: 0.6 };
    const sure: Component = { ...one, p: 0.001, ciLow: -0.03, ciHigh: -0.01 };
    expect(worseOf([sure, vague])).toMatchObject({ decisive: 'mean', effect: -0.02, margin: 0.1 });
    expect(worseOf([sure, vague]).ciLow).toBeCloseTo(-0.15, 12);
  });
  it('an open end is open for all; nothing gives nothing', () => {
    expect(worseOf([one, { ...two, ciLow: null, mdd: null }])).toMatchObject({ ciLow: null, mdd: null });
    expect(worseOf([])).toMatchObject({ effect: null, p: null });
  });
});
