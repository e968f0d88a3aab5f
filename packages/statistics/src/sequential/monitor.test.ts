import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometric } from '../lattice/hypergeometric.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { addSato, NO_SATO_SUMS, satoTerms } from '../stratified/sato-sums.ts';
import { expectAllClose, expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { against, GOLDEN_B } from '../testing/golden.ts';
import { adjustMaximum, largestEvidenceOf, monitorLevel } from './alarm.ts';
import { mhSequence, satoVariance } from './mh-sequence.ts';
import { closeCell, evidenceSince, openYear, startMonth, yearEvidence, type MonitorState } from './monitor.ts';
import { lnMixture, lnTilted, lnTiltedBinomial } from './tilted.ts';

/** Failures of the partner and of own, each out of its units. */
const failing = (partner: [number, number], own: [number, number]): ParityCell =>
  against([partner[1] - partner[0], partner[1]], [own[1] - own[0], own[1]]);

describe('tilted e-values', () => {
  it('12/150 against 250/5000 on the grid, mixture 0.426757541182', () => {
    const values = lnTilted(failing([12, 150], [250, 5000]));
    expectAllClose(
      values,
      [
        0.383585523475, 0.673451320728, 0.96620263994, 1.16508085062, 0.967947371106, -1.01495519196, -7.36062773143,
        -25.1333018369,
      ],
    );
    expectClose(lnMixture(values), 0.426757541182);
  });

  it('1/1 against 1/20, ψ = 2: ln(2/(1 + 2/21)) = 0.602175402354', () => {
    expectAllClose(lnTilted(failing([1, 1], [1, 20]), [2]), [0.602175402354]);
  });

  it.each([
    [30, 1000, 0.02, 1.17146567713],
    [150, 236, 0.5, 7.17863240999],
    [12, 112, 1e4 / 2.1e5, 2.10763690727],
  ])('binomial mixture %i of %i at share %d', (events, total, expectedShareRatio, expected) => {
    expectClose(lnMixture(lnTiltedBinomial({ events, total, expectedShareRatio })), expected);
  });

  it('cells that say nothing are 0, impossible ones a caller error', () => {
    for (const cell of [
      failing([0, 0], [1, 9]),
      failing([1, 2], [0, 0]),
      failing([0, 3], [0, 9]),
      failing([3, 3], [9, 9]),
    ])
      expect(lnTilted(cell)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(() => lnTiltedBinomial({ events: 2, total: 1, expectedShareRatio: 0.5 })).toThrow(RangeError);
    expect(() => lnTiltedBinomial({ events: 0, total: 1, expectedShareRatio: 0 })).toThrow(RangeError);
  });

  it('has mean exactly 1 under the hypergeometric null, for every ψ', () => {
    const units = fc.integer({ min: 1, max: 25 });
    fc.assert(
      fc.property(units, units, units, (partnerUnits, ownUnits, wanted) => {
        const failures = Math.min(wanted, partnerUnits + ownUnits);
        const law = hypergeometric({ draws: partnerUnits, marked: failures, total: partnerUnits + ownUnits });
        const means = Array.from({ length: 8 }, () => 0);
        for (let x = law.lowest; x <= law.highest; x++) {
          lnTilted(failing([x, partnerUnits], [failures - x, ownUnits])).forEach((lnE, index) => {
            means[index] = (means[index] ?? 0) + Math.exp(law.lnDensity(x) + lnE);
          });
        }
        expectAllClose(
          means,
          means.map(() => 1),
          1e-9,
        );
      }),
    );
  });

  it('rises with every partner failure, and stays finite at 1e9', () => {
    const fewer = lnTilted(failing([11, 150], [251, 5000]));
    lnTilted(failing([12, 150], [250, 5000])).forEach((lnE, index) => expect(lnE).toBeGreaterThan(fewer[index] ?? NaN));
    for (const lnE of lnTilted(failing([25_010_000, 5e8], [25_000_000, 5e8]))) expect(Number.isFinite(lnE)).toBe(true);
  });
});

describe('golden B as one day of four groups', () => {
  const day = GOLDEN_B.reduce<MonitorState>(
    (state, cell, group) => closeCell(state, group, lnTilted(cell)),
    startMonth(openYear(4)),
  );

  it('ln common 0.869418053806 (e = 2.38552220394), ln local 0.198365854341; crude −3.28003673145: no alarm', () => {
    const { lnCommon, lnLocal } = evidenceSince(day, 0);
    expectClose(lnCommon, 0.869418053806);
    expectClose(Math.exp(lnCommon), 2.38552220394);
    expectClose(lnLocal, 0.198365854341);
    expectClose(lnMixture(lnTilted(failing([81, 900], [172, 1550]))), -3.28003673145);
  });
});

describe('stream of three days in two groups', () => {
  const days: [ParityCell, ParityCell][] = [
    [failing([2, 10], [10, 200]), failing([1, 5], [20, 100])],
    [failing([1, 12], [8, 210]), failing([2, 4], [15, 90])],
    [failing([3, 11], [9, 190]), failing([0, 6], [19, 95])],
  ];
  const readings: MonitorState[] = [];
  let state = startMonth(openYear(2));
  let sums = NO_SATO_SUMS;
  days.forEach((cells, day) => {
    if (day === 2) state = startMonth(state, 1.25);
    cells.forEach((cell, group) => {
      state = closeCell(state, group, lnTilted(cell));
      sums = addSato(sums, satoTerms(cell), day === 2 ? 1.25 : 1);
    });
    readings.push(state);
  });

  it('ln E = 0.0296750500287, 0.100059953842, 0.278898405117 with the third in a new month at φ = 1.25', () => {
    const year = readings.map(yearEvidence);
    expectAllClose(
      year.map((evidence) => evidence.lnE),
      [0.0296750500287, 0.100059953842, 0.278898405117],
    );
    expectClose(year[2]?.lnCommon, 0.182611946272);
    expectClose(year[2]?.lnLocal, 0.366722620527);
  });

  it('difference −0.0974160539596, V = 7.41115668304, sequence [−0.282522477443, 0.0876903695239] at ρ = 2', () => {
    const sequence = valueOf(mhSequence(sums, 2));
    expectClose(sequence.difference, -0.0974160539596);
    expectClose(satoVariance(sums), 7.41115668304);
    expectInterval(sequence, [-0.282522477443, 0.0876903695239]);
  });

  it('survives storage: a state read back from JSON is the same state', () => {
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

describe('a year', () => {
  it('before any month, and after any number of idle ones, the evidence is 1', () => {
    let state = openYear(3);
    expectClose(yearEvidence(state).lnE, 0);
    for (let month = 0; month < 12; month++) state = startMonth(state);
    expectClose(yearEvidence(state).lnE, 0);
    expect(() => startMonth(state)).toThrow(RangeError);
  });

  it('refuses a year without groups, φ under 1, a foreign group or a foreign grid', () => {
    expect(() => openYear(0)).toThrow(RangeError);
    expect(() => startMonth(openYear(1), 0.9)).toThrow(RangeError);
    expect(() => closeCell(openYear(1), 1, lnTilted(failing([1, 2], [1, 9])))).toThrow(RangeError);
    expect(() => closeCell(openYear(1), 0, [1])).toThrow(RangeError);
  });

  it('one-step mean of e over all outcomes of the next cell is the e of today (a martingale)', () => {
    const start = closeCell(startMonth(openYear(2)), 0, lnTilted(failing([3, 9], [5, 40])));
    const [partnerUnits, ownUnits, failures] = [7, 30, 6];
    const law = hypergeometric({ draws: partnerUnits, marked: failures, total: partnerUnits + ownUnits });
    let mean = 0;
    for (let x = law.lowest; x <= law.highest; x++) {
      const next = closeCell(start, 1, lnTilted(failing([x, partnerUnits], [failures - x, ownUnits])));
      mean += Math.exp(law.lnDensity(x) + yearEvidence(next).lnE);
    }
    expectClose(mean, Math.exp(yearEvidence(start).lnE));
  });
});

describe('Ville’s inequality, by enumeration', () => {
  // Three days, two groups, a new month on the third; in each cell the partner's failures are drawn from its totals.
  const days = [
    { partner: 3, own: 5, failures: 3 },
    { partner: 2, own: 9, failures: 2 },
    { partner: 4, own: 4, failures: 3 },
    { partner: 3, own: 6, failures: 4 },
  ];

  it.each([1.15, 1.3, 1.5])(
    'under parity P(e ever ≥ %d in the year) ≤ 1/%d, and the mean of the last e is 1',
    (level) => {
      let [reached, mean] = [0, 0];
      const follow = (state: MonitorState, day: number, mass: number, hit: boolean): void => {
        const cell = days[day];
        if (cell === undefined) {
          mean += mass * Math.exp(yearEvidence(state).lnE);
          if (hit) reached += mass;
          return;
        }
        const { partner, own, failures } = cell;
        const law = hypergeometric({ draws: partner, marked: failures, total: partner + own });
        const opened = day % 2 === 0 ? startMonth(state) : state;
        for (let x = law.lowest; x <= law.highest; x++) {
          const next = closeCell(opened, day % 2, lnTilted(failing([x, partner], [failures - x, own])));
          const now = hit || yearEvidence(next).lnE >= Math.log(level);
          follow(next, day + 1, mass * Math.exp(law.lnDensity(x)), now);
        }
      };
      follow(openYear(2), 0, 1, false);
      expectClose(mean, 1);
      expect(reached).toBeLessThanOrEqual(1 / level);
      expect(reached).toBeGreaterThan(0);
    },
  );
});

describe('levels', () => {
  it('watch at 20, alarm at 100/0.05 = 2000 and latched', () => {
    const thresholds = { streams: 100 };
    expect(monitorLevel(Math.log(19), Math.log(30), thresholds)).toBe('QUIET');
    expect(monitorLevel(Math.log(21), Math.log(30), thresholds)).toBe('WATCH');
    expect(monitorLevel(Math.log(2001), 0, thresholds)).toBe('ALARM');
    expect(monitorLevel(0, Math.log(2001), thresholds)).toBe('ALARM');
    expect(() => monitorLevel(0, 0, { streams: 0 })).toThrow(RangeError);
  });

  it('adjuster: A(1) = ½, A(20) = 1.78332218148, A(2000) = 34.4689446967', () => {
    expect(adjustMaximum(1)).toBe(0.5);
    expectClose(adjustMaximum(20), 1.78332218148);
    expectClose(adjustMaximum(2000), 34.4689446967);
    expectClose(adjustMaximum(Math.exp(0.00101)), adjustMaximum(Math.exp(0.00099)), 1e-5);
    expect(() => adjustMaximum(0.5)).toThrow(RangeError);
  });

  it('p = 0.05 is worth at most 1/(e·0.05·ln 20) = 2.45602348660', () => {
    expectClose(largestEvidenceOf(0.05), 2.4560234866);
    expect([largestEvidenceOf(1), largestEvidenceOf(0.5), largestEvidenceOf(0)]).toEqual([1, 1, Infinity]);
  });
});
