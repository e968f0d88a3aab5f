import { findOutages } from '@vigie/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { common, compareUptime, dayUptime, joined, startOfDay, without, type KnownOutage } from './uptime.ts';

const DAY = '2021-04-14';
const at = (seconds: number): number => startOfDay(DAY) + seconds;
function outage(from: number, to: number | null, of: Partial<KnownOutage> = {}): KnownOutage {
  return {
    interface: 'PARTNER_API',
    partner: null,
    isMaintenance: false,
    fromSeconds: at(from),
    toSeconds: to === null ? null : at(to),
    ...of,
  };
}
const compare = (outages: readonly KnownOutage[]) =>
  compareUptime(outages, { partner: 'beta', days: [DAY], ownInterfaces: ['OWN_APP', 'OWN_WEB'] })[0];

describe('uptime of a UTC day', () => {
  it('the vector of §3.4: down [40, 100) = 60 s of 86,400: 99.9305555556 %', () => {
    const log: (readonly [number, boolean])[] = [
      ...([0] as const).map((s) => [s, true] as const),
      ...([10, 14] as const).map((s) => [s, false] as const),
      [20, true],
      ...([40, 45, 50, 55, 60, 70] as const).map((s) => [s, false] as const),
      [100, true],
      ...([200, 208, 216, 224, 232] as const).map((s) => [s, false] as const),
      [300, true],
    ];
    const found = findOutages(log.map(([seconds, answered]) => ({ atSeconds: at(seconds), answered })));
    expect(found).toEqual([{ fromSeconds: at(40), toSeconds: at(100) }]);
    expect(dayUptime(found, DAY)).toBeCloseTo(99.9305555556, 9);
  });
  it('an outage over midnight counts in both days, an open one to the end of the day', () => {
    const night = outage(86_400 - 3600, 86_400 + 1800);
    expect(dayUptime([night], DAY)).toBeCloseTo(100 - 100 / 24, 9);
    expect(dayUptime([night], '2021-04-15')).toBeCloseTo(100 - 50 / 24, 9);
    expect(dayUptime([outage(0, null)], '2021-04-16')).toBe(0);
  });
});

describe('own against partner', () => {
  it('the partner’s own outage and the interface’s are joined: [0, 600) and [300, 900) = 900 s, not 1,200; another partner’s is not its', () => {
    const day = compare([
      outage(0, 600, { partner: 'beta' }),
      outage(300, 900),
      outage(2000, 3000, { partner: 'alpha' }),
    ]);
    expect(day?.partnerUptimePercent).toBeCloseTo(100 - (100 * 900) / 86_400, 9);
    expect(day?.ownUptimePercent).toBe(100);
  });
  it('beta shut out alone makes the whole look down: that is not alpha’s outage; two shut out at once are the interface’s', () => {
    const alone = [outage(0, 600), outage(0, 600, { partner: 'alpha' })];
    expect(compare(alone)?.partnerUptimePercent).toBe(100);
    const both = [...alone, outage(300, 600, { partner: 'gamma' })];
    expect(compare(both)?.partnerUptimePercent).toBeCloseTo(100 - (100 * 300) / 86_400, 9);
    // Nobody's own requests account for it: sparse traffic of several, so it is everybody's.
    expect(compare([outage(0, 600)])?.partnerUptimePercent).toBeCloseTo(100 - (100 * 600) / 86_400, 9);
  });
  it('own uptime is the mean of app and web: 3,600 s of the web alone are 1,800 s of own', () => {
    expect(compare([outage(0, 3600, { interface: 'OWN_WEB' })])?.ownUptimePercent).toBeCloseTo(100 - 50 / 24, 9);
  });
  it('maintenance counts, but not while every own interface is down too: of [0, 3600) the half that app and web share is left out on both sides', () => {
    const maintenance = { isMaintenance: true };
    expect(compare([outage(0, 3600, maintenance)])?.partnerUptimePercent).toBeCloseTo(100 - 100 / 24, 9);
    const shared = compare([
      outage(0, 3600, maintenance),
      outage(1800, 3600, { interface: 'OWN_APP' }),
      outage(1800, 3600, { interface: 'OWN_WEB' }),
    ]);
    expect(shared?.partnerUptimePercent).toBeCloseTo(100 - 50 / 24, 9);
    expect(shared?.ownUptimePercent).toBeCloseTo(100, 9);
    const webOnly = compare([outage(0, 3600, maintenance), outage(0, 3600, { interface: 'OWN_WEB' })]);
    expect(webOnly?.partnerUptimePercent).toBeCloseTo(100 - 100 / 24, 9);
  });
  it('joined intervals keep every second once, whatever their order', () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 8 }), fc.array(interval, { maxLength: 8 }), (left, right) => {
        const outages = (of: readonly (readonly [number, number])[]) =>
          joined(of.map(([from, length]) => ({ fromSeconds: from, toSeconds: from + length })));
        const seconds = (of: readonly (readonly [number, number])[], second: number): boolean =>
          of.some(([from, length]) => second >= from && second < from + length);
        const inside = (of: readonly { fromSeconds: number; toSeconds: number | null }[], second: number): number =>
          of.filter((one) => second >= one.fromSeconds && second < (one.toSeconds ?? Infinity)).length;
        const both = common(outages(left), outages(right));
        for (let second = 0; second < 101; second++) {
          expect(inside(outages(left), second)).toBe(Number(seconds(left, second)));
          expect(inside(both, second)).toBe(Number(seconds(left, second) && seconds(right, second)));
          const rest = without(outages(left), outages(right));
          expect(inside(rest, second)).toBe(Number(seconds(left, second) && !seconds(right, second)));
        }
      }),
      { numRuns: 40 },
    );
  });
});
