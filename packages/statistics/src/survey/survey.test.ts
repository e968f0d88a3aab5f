import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalT } from '../special/student.ts';
import { expectAllClose, expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { panelDeltaHhi, panelHhi, panelShareEstimates } from './panel-intervals.ts';
import { panelRatio } from './panel-ratio.ts';
import { panelShares } from './panel-shares.ts';
import { raoWuIntervals } from './rao-wu.ts';
import { strataSums, type PanelRow, type StratumSums } from './strata-sums.ts';

/** Golden dataset A: OWN, ALPHA, BETA bookings of ten practitioners; the two without a tool stay in as zeros. */
const goldenA: PanelRow[] = [
  panelRow('75', 'P01', [40, 0, 0]),
  panelRow('75', 'P02', [30, 0, 0]),
  panelRow('75', 'P03', [20, 10, 0]),
  panelRow('75', 'P04', [0, 25, 0]),
  panelRow('75', 'P05', [35, 0, 5]),
  panelRow('75', 'P06', [0, 0, 30]),
  panelRow('48', 'P07', [0, 0, 0]),
  panelRow('48', 'P08', [50, 0, 0]),
  panelRow('48', 'P09', [0, 0, 0]),
  panelRow('48', 'P10', [0, 20, 15]),
];

function panelRow(stratum: string, cluster: string, volumes: number[]): PanelRow {
  return { stratum, cluster, weight: stratum === '75' ? 10 : 5, volumes };
}

const total = (row: PanelRow): number => row.volumes.reduce((left, right) => left + right, 0);
const y = (row: PanelRow, p: number): number => row.volumes[p] ?? NaN;

const panel = valueOf(panelShares(strataSums(goldenA)));

describe('linearised shares of golden A, weights 10 and 5', () => {
  it('the linear interval of the first share, [0.252230448188, 1.01092744655], leaves [0, 1]: hence the logit', () => {
    const [share] = panelShareEstimates(panel);
    const reach = criticalT(0.95, panel.degreesOfFreedom) * (share?.standardError ?? NaN);
    expectAllClose([0.631578947368 - reach, 0.631578947368 + reach], [0.252230448188, 1.01092744655]);
  });

  it('shares 0.6316, 0.1895, 0.1789 and their standard errors on 8 degrees of freedom', () => {
    expectAllClose(panel.shareRatios, [0.631578947368, 0.189473684211, 0.178947368421]);
    const errors = panelShareEstimates(panel).map((estimate) => estimate.standardError);
    expectAllClose(errors, [0.164504691639, 0.12041910326, 0.129122215389]);
    expect(panel.degreesOfFreedom).toBe(8);
  });

  it('logit interval of OWN [0.251373778200, 0.897457814531]; the linear one would end at 1.01', () => {
    const [own] = panelShareEstimates(panel);
    expectInterval(own?.interval ?? null, [0.2513737782, 0.897457814531]);
  });

  it('known fractions 6/60 and 4/20 shrink the error to 0.154493770540', () => {
    const corrected = valueOf(panelShares(strataSums(goldenA, { '75': 6 / 60, '48': 4 / 20 })));
    expectClose(panelShareEstimates(corrected)[0]?.standardError, 0.15449377054);
  });

  it('HHI 4668.14404432, se 1473.40578951, less 10⁴ tr Cov = 4085.79303924, log interval', () => {
    const index = panelHhi(panel);
    expectClose(index.hhi, 4668.14404432);
    expectClose(index.standardError, 1473.40578951);
    expectClose(index.biasCorrected, 4085.79303924);
    expectInterval(index, [2254.47637792, 9665.91135392]);
    expect(panelHhi(panel, 0.99).upper).toBe(10_000);
  });

  it('ΔHHI of ALPHA and BETA 678.116343490, se 607.779729112', () => {
    const { deltaHhi, standardError } = panelDeltaHhi(panel, 1, 2);
    expectClose(deltaHhi, 678.11634349);
    expectClose(standardError, 607.779729112);
  });

  it('Rao–Wu, B = 2000, seed 42: OWN [0.243243243243, 0.924157303371], HHI [3449.80747285, 8572.62340614]', () => {
    const bootstrap = valueOf(raoWuIntervals(goldenA));
    expectInterval(bootstrap.shares[0] ?? null, [0.243243243243, 0.924157303371]);
    expectInterval(bootstrap.hhi, [3449.80747285, 8572.62340614]);
    expect(bootstrap.emptyReplicates).toBe(0);
  });
});

describe('sums as SQL makes them', () => {
  it('give the same covariance as the rows', () => {
    const sums: StratumSums[] = ['75', '48'].map((stratum) => {
      const rows = goldenA.filter((row) => row.stratum === stratum);
      const add = (term: (row: PanelRow) => number): number => rows.reduce((acc, row) => acc + term(row), 0);
      return {
        stratum,
        clusterCount: rows.length,
        samplingFraction: 0,
        totals: [0, 1, 2].map((p) => add((row) => row.weight * y(row, p))),
        total: add((row) => row.weight * total(row)),
        crossProducts: [0, 1, 2].map((p) =>
          [0, 1, 2].map((q) => add((row) => row.weight ** 2 * y(row, p) * y(row, q))),
        ),
        crossWithTotal: [0, 1, 2].map((p) => add((row) => row.weight ** 2 * y(row, p) * total(row))),
        totalSquares: add((row) => row.weight ** 2 * total(row) ** 2),
      };
    });
    const fromSums = valueOf(panelShares(sums));
    fromSums.covariance.forEach((row, p) => expectAllClose(row, panel.covariance[p] ?? [], 1e-12));
  });

  it('two rows of one practitioner are one cluster', () => {
    const split = goldenA.flatMap((row) => [
      { ...row, volumes: row.volumes.map((volume) => volume * 0.25) },
      { ...row, volumes: row.volumes.map((volume) => volume * 0.75) },
    ]);
    const again = valueOf(panelShares(strataSums(split)));
    expectAllClose(again.shareRatios, panel.shareRatios, 1e-12);
    expect(again.degreesOfFreedom).toBe(8);
  });
});

describe('ratios and refusals', () => {
  it('the share of OWN is a ratio of its bookings to all', () => {
    const rows = goldenA.map(({ volumes, ...row }) => ({
      ...row,
      part: volumes[0] ?? 0,
      whole: volumes.reduce((left, right) => left + right, 0),
    }));
    const ratio = valueOf(panelRatio(rows));
    expectClose(ratio.standardError, 0.164504691639);
    expectInterval(ratio.interval, [0.2513737782, 0.897457814531]);
    expect(() => panelRatio([{ stratum: 'a', cluster: 'b', weight: 1, part: 2, whole: 1 }])).toThrow(RangeError);
  });

  it('one cluster in a stratum, no booking, no row: each named', () => {
    const lone = goldenA.slice(0, 7);
    const empty = goldenA.map((row) => ({ ...row, volumes: [0, 0, 0] }));
    expect(panelShares(strataSums(lone))).toEqual({ ok: false, reason: 'SINGLE_CLUSTER_STRATUM' });
    expect(raoWuIntervals(lone)).toEqual({ ok: false, reason: 'SINGLE_CLUSTER_STRATUM' });
    expect(panelShares(strataSums(empty))).toEqual({ ok: false, reason: 'EMPTY_TOTAL' });
    expect(raoWuIntervals(empty, { replicates: 10 })).toEqual({ ok: false, reason: 'EMPTY_TOTAL' });
    expect(panelShares([])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(raoWuIntervals([])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(panelRatio([])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
  });

  it('a monopoly has a share of 1 without interval and an HHI of 10,000 without error', () => {
    const rows = goldenA.map((row) => ({ ...row, volumes: [row.volumes[0] ?? 0, 0, 0] }));
    const sole = valueOf(panelShares(strataSums(rows)));
    expect(panelShareEstimates(sole)[0]).toMatchObject({ shareRatio: 1, interval: null });
    expect(panelHhi(sole)).toMatchObject({ hhi: 10_000, upper: 10_000 });
  });

  it('shares sum to 1 and covariance rows to 0', () => {
    const volumes = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(volumes, { minLength: 4, maxLength: 20 }), (list) => {
        const rows = list.map((each, index) => ({
          stratum: index % 2 === 0 ? 'a' : 'b',
          cluster: `${index}`,
          weight: 1 + (index % 3),
          volumes: each,
        }));
        const result = panelShares(strataSums(rows));
        if (!result.ok) return;
        const total = result.value.shareRatios.reduce((left, right) => left + right, 0);
        expect(Math.abs(total - 1)).toBeLessThan(1e-12);
        for (const row of result.value.covariance)
          expect(Math.abs(row.reduce((left, right) => left + right, 0))).toBeLessThan(1e-12);
      }),
    );
  });
});
