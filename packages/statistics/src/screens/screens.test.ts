import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { screenDominance } from './dominance.ts';
import { screenMerger } from './merger.ts';
import { criticalLossRatio, screenAkzoPrice } from './pricing.ts';

const fiftyOne = [...Array.from({ length: 45 }, () => 2), 10];
const tenOfTen = Array.from({ length: 10 }, () => 10);

describe('merger screen', () => {
  it('40,20,15,15,10 merging 15+10: post 2550 + 2·15·10 = 2850, both sets raise', () => {
    const { figures, screens } = screenMerger({ sharesPoints: [40, 20, 15, 15, 10], first: 3, second: 4 });
    expect(figures).toMatchObject({ preHhi: 2550, postHhi: 2850, deltaHhi: 300, combinedSharePoints: 25 });
    expect(screens).toEqual([
      {
        ruleSetId: 'EU_HORIZONTAL_2004',
        version: '1',
        flag: 'FURTHER_ANALYSIS',
        raisedBy: ['POST_HHI_OVER_2000_DELTA_150'],
        notes: ['COMBINED_SHARE_UP_TO_25'],
      },
      {
        ruleSetId: 'US_MERGER_2023',
        version: '1',
        flag: 'PRESUMPTION',
        raisedBy: ['POST_HHI_OVER_1800_DELTA_OVER_100'],
        notes: ['HIGHLY_CONCENTRATED_OVER_1800'],
      },
    ]);
  });

  it('60+20: post 6520, Δ 2400; EU also by the pre-merger share of 50, US by both branches', () => {
    const { figures, screens } = screenMerger({ sharesPoints: [60, 20, 8, 6, 4, 2], first: 0, second: 1 });
    expect(figures).toMatchObject({ postHhi: 6520, deltaHhi: 2400 });
    expect(screens[0]?.raisedBy).toContain('PRE_SHARE_50_HHI_TEST_DOES_NOT_APPLY');
    expect(screens[1]?.raisedBy).toHaveLength(2);
  });

  it('ten firms of 10 merging two: post 1200, Δ 200 under 250 → quiet', () => {
    const { figures, screens } = screenMerger({ sharesPoints: tenOfTen, first: 0, second: 9 });
    expect(figures).toMatchObject({ postHhi: 1200, deltaHhi: 200 });
    expect(screens.map((screen) => screen.flag)).toEqual(['CONCERNS_UNLIKELY', 'NONE']);
  });

  it('2+10 among 45 firms of 2 and one of 10: 280 + 40 = 320, quiet', () => {
    const { figures, screens } = screenMerger({ sharesPoints: fiftyOne, first: 0, second: 45 });
    expect(figures).toMatchObject({ preHhi: 280, postHhi: 320, deltaHhi: 40 });
    expect(screens.map((screen) => screen.flag)).toEqual(['CONCERNS_UNLIKELY', 'NONE']);
  });

  it('a firm that does not exist, or merges with itself, is a caller error', () => {
    expect(() => screenMerger({ sharesPoints: [50, 50], first: 0, second: 2 })).toThrow(RangeError);
    expect(() => screenMerger({ sharesPoints: [50, 50], first: 0, second: 0 })).toThrow(RangeError);
  });
});

describe('dominance screen', () => {
  it.each([
    [[30, 72, 75, 71], 'VERY_LARGE'],
    [[90, 90, 69, 50], 'AKZO_PRESUMPTION'],
    [[49, 60, 60], 'POSSIBLE'],
    [[90, 39, 39, 39.9], 'UNLIKELY'],
    [[80], 'VERY_LARGE'],
  ])('%j → %s', (shares, label) => {
    expect(screenDominance(shares, 'M3_ONLINE_BOOKINGS')).toMatchObject({
      label,
      marketDefinitionId: 'M3_ONLINE_BOOKINGS',
      periodsUsed: Math.min(3, shares.length),
    });
  });

  it('no year, no label', () => expect(screenDominance([], 'M1_ONLINE_EQUIPPED')).toBeNull());
});

describe('price screens', () => {
  it('70 under an AVC of 80; 90 between 80 and 100; 110 above; 100 is not under an ATC of 100', () => {
    const costs = { averageVariableCost: 80, averageTotalCost: 100 };
    expect(screenAkzoPrice({ price: 70, averageVariableCost: 80, averageTotalCost: null })).toBe('BELOW_AVC');
    expect(screenAkzoPrice({ price: 90, ...costs })).toBe('BETWEEN');
    expect(screenAkzoPrice({ price: 110, ...costs })).toBe('ABOVE_ATC');
    expect(screenAkzoPrice({ price: 100, ...costs })).toBe('ABOVE_ATC');
    expect(screenAkzoPrice({ price: 90, averageVariableCost: 80, averageTotalCost: null })).toBeNull();
  });

  it('critical loss 5/65, 10/70, 5/85', () => {
    expectClose(criticalLossRatio(0.05, 0.6), 0.0769230769, 1e-9);
    expectClose(criticalLossRatio(0.1, 0.6), 0.1428571429, 1e-9);
    expectClose(criticalLossRatio(0.05, 0.8), 0.0588235294, 1e-9);
    expect(criticalLossRatio(0, 0)).toBeNull();
  });
});
