import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { downSeconds, findOutages, uptimePercent, type Probe } from './outages.ts';

/** "0 ok 10 ko" → probes. */
function parse(text: string): Probe[] {
  const words = text.split(' ');
  return words.flatMap((word, index) =>
    index % 2 === 0 ? [{ atSeconds: Number(word), answered: words[index + 1] === 'ok' }] : [],
  );
}

const published = parse(
  '0 ok 10 ko 14 ko 20 ok 40 ko 45 ko 50 ko 55 ko 60 ko 70 ko 100 ok 200 ko 208 ko 216 ko 224 ko 232 ko 300 ok',
);

describe('five unanswered within 30 s', () => {
  it('one outage [40, 100): 60 s of 86,400; the run at 200–232 spans 32 s', () => {
    const outages = findOutages(published);
    expect(outages).toEqual([{ fromSeconds: 40, toSeconds: 100 }]);
    expect(downSeconds(outages, { fromSeconds: 0, toSeconds: 86_400 })).toBe(60);
    expectClose(uptimePercent(outages), 99.9305555556);
  });

  it('exactly 30 s counts; the run may start late inside a longer one', () => {
    expect(findOutages(parse('0 ko 10 ko 20 ko 25 ko 30 ko 31 ok'))).toEqual([{ fromSeconds: 0, toSeconds: 31 }]);
    expect(findOutages(parse('0 ko 20 ko 40 ko 42 ko 44 ko 46 ko 60 ok'))).toEqual([
      { fromSeconds: 20, toSeconds: 60 },
    ]);
  });

  it('an outage still open counts to the end of the period, and each day takes its part', () => {
    const outages = findOutages(parse('86390 ko 86391 ko 86392 ko 86393 ko 86394 ko'));
    expect(outages).toEqual([{ fromSeconds: 86_390, toSeconds: null }]);
    expectClose(uptimePercent(outages), 100 - (100 * 10) / 86_400);
    expect(uptimePercent(outages, { fromSeconds: 86_400, toSeconds: 172_800 })).toBe(0);
  });

  it('no probe, no outage; probes out of order are a caller error; an empty period has no uptime', () => {
    expect(uptimePercent(findOutages([]))).toBe(100);
    expect(() => findOutages(parse('10 ok 5 ko'))).toThrow(RangeError);
    expect(uptimePercent([], { fromSeconds: 5, toSeconds: 5 })).toBeNull();
  });

  it('outages are disjoint, in order, and uptime stays in 0–100', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.boolean()), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, (steps) => {
        let clock = 0;
        const probes = steps.map(([gap, answered]) => ({
          atSeconds: (clock += gap),
          answered: answered && gap % 3 === 0,
        }));
        const outages = findOutages(probes);
        let previousEnd = -1;
        for (const outage of outages) {
          expect(outage.fromSeconds).toBeGreaterThanOrEqual(previousEnd);
          previousEnd = outage.toSeconds ?? Infinity;
        }
        const uptime = uptimePercent(outages) ?? NaN;
        expect(uptime).toBeGreaterThanOrEqual(0);
        expect(uptime).toBeLessThanOrEqual(100);
      }),
    );
  });
});
