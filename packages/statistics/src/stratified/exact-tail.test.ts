import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomial } from '../lattice/binomial.ts';
import { hypergeometric } from '../lattice/hypergeometric.ts';
import { fisherExact } from '../proportions/fisher.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { normalCdf } from '../special/normal.ts';
import { expectClose } from '../testing/expect-close.ts';
import { against, GOLDEN_B } from '../testing/golden.ts';
import { exactStratifiedTail } from './exact-tail.ts';

const side = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));
const smallCells = fc.array(fc.record({ partner: side(8), own: side(15) }), { minLength: 1, maxLength: 7 });

/** The definition, by naive convolution of the strata's failure distributions. */
function naiveTail(cells: readonly ParityCell[]): number {
  let masses = [1];
  let observed = 0;
  for (const { partner, own } of cells) {
    const failures = partner.trials - partner.successes + own.trials - own.successes;
    const stratum = hypergeometric({ draws: partner.trials, marked: failures, total: partner.trials + own.trials });
    const next = Array.from({ length: masses.length + partner.trials }, () => 0);
    masses.forEach((mass, t) => {
      for (let x = stratum.lowest; x <= stratum.highest; x++) {
        next[t + x] = (next[t + x] ?? 0) + mass * Math.exp(stratum.lnDensity(x));
      }
    });
    masses = next;
    observed += partner.trials - partner.successes;
  }
  return masses.slice(observed).reduce((left, right) => left + right, 0);
}

describe('published values', () => {
  it('37/40 against 19800/20000: 0.00768173925448', () => {
    expectClose(exactStratifiedTail([against([37, 40], [19_800, 20_000])]), 0.00768173925448);
  });

  it('149/150 against 5000/5000, where z is undefined: 150/5150 = 0.0291262135922', () => {
    expectClose(exactStratifiedTail([against([149, 150], [5000, 5000])]), 0.0291262135922);
  });

  it('golden B 0.0298578080137; 940/1000 0.00200255117964; 955/1000 0.237489490998', () => {
    expectClose(exactStratifiedTail(GOLDEN_B), 0.0298578080137);
    expectClose(exactStratifiedTail([against([940, 1000], [19_200, 20_000])]), 0.00200255117964);
    expectClose(exactStratifiedTail([against([955, 1000], [19_200, 20_000])]), 0.237489490998);
  });
});

describe('against the definition', () => {
  it('equals the naive convolution', () => {
    fc.assert(
      fc.property(smallCells, (cells) => {
        expectClose(exactStratifiedTail(cells), Math.min(1, naiveTail(cells)), 1e-9);
      }),
    );
  });

  it('one stratum is Fisher, one-sided', () => {
    fc.assert(
      fc.property(side(60), side(200), (partner, own) => {
        const table = {
          a: partner.trials - partner.successes,
          b: partner.successes,
          c: own.trials - own.successes,
          d: own.successes,
        };
        expectClose(exactStratifiedTail([{ partner, own }]), fisherExact(table, 'GREATER').p, 1e-9);
      }),
    );
  });

  it('keeps its digits in the far tail: 40 strata of 1 failure by the only partner unit in 20, p = 20⁻⁴⁰', () => {
    const cells = Array.from({ length: 40 }, () => against([0, 1], [19, 19]));
    expectClose(exactStratifiedTail(cells), 20 ** -40, 1e-9);
  });

  it('39 of those 40 fail: (40·19 + 1)/20⁴⁰', () => {
    const cells = [...Array.from({ length: 39 }, () => against([0, 1], [19, 19])), against([1, 1], [18, 19])];
    expectClose(exactStratifiedTail(cells), (40 * 19 + 1) / 20 ** 40, 1e-9);
  });
});

describe('size', () => {
  it('strata that say nothing change nothing', () => {
    const idle = [against([3, 3], [9, 9]), against([0, 2], [0, 5]), against([0, 0], [1, 9]), against([1, 3], [0, 0])];
    expectClose(exactStratifiedTail([...GOLDEN_B, ...idle]), 0.0298578080137);
    expect(exactStratifiedTail(idle)).toBe(1);
    expect(exactStratifiedTail([])).toBe(1);
  });

  it('100,000 strata of one partner unit and one failure in ten: exactly Binomial(100,000, 0.1), far tail included', () => {
    for (const failures of [9_800, 10_000, 10_100, 10_500, 12_000]) {
      const cells = Array.from({ length: 100_000 }, (_, k) => {
        const scale = 1 + (k % 40);
        const partnerFails = k < failures ? 1 : 0;
        // Failures of the stratum: `scale` of 10·scale units, whoever has them.
        return against([1 - partnerFails, 1], [9 * scale - (1 - partnerFails), 10 * scale - 1]);
      });
      expectClose(exactStratifiedTail(cells), binomial(100_000, 0.1).upperTail(failures), 1e-9);
    }
  });

  it('wide distinct strata, convolved by Fourier transform, equal the naive convolution', () => {
    const cells = [520, 530, 541, 552, 538, 526].map((successes, k) =>
      against([successes, 600 + k], [5_480 + 3 * k, 6_000 + k]),
    );
    const p = exactStratifiedTail(cells);
    expectClose(p, naiveTail(cells), 1e-9);
  });

  it('counts of 1e9 in one stratum', () => {
    const p = exactStratifiedTail([against([499_975_000, 5e8], [499_976_000, 5e8])]);
    expectClose(p, normalCdf(-(1000 - 1) / Math.sqrt(49_000 * (1 - 4.9e-5))), 1e-3);
  });
});
