import {
  logitInterval,
  criticalT,
  panelShareEstimates,
  panelShares,
  type Interval,
  type StratumSums,
} from '@vigie/statistics';
import type { Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { warn } from '../../frame/flags.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import type { CountingRule } from '../market-definitions.ts';
import { groupKeyOfRow } from './read-cells.ts';
import type { GroupError } from './share-result.ts';

/**
 * The sampling error of a weighted panel (domain S5): strata are the départements as the panel knows them, clusters the practitioners, those without any
 * tool kept in with zeros. Départements in which everybody weighs 1 were counted whole and bring no error.
 */
export interface PanelErrors {
  readonly errors: ReadonlyMap<string, GroupError>;
  /** Why a denominator has no interval, by `groupKey`. */
  readonly refusals: ReadonlyMap<string, Flag>;
}

interface Stratum {
  /** `groupKey` of its cell. */
  readonly key: string;
  readonly name: string;
  readonly people: number;
  readonly surveyed: number;
}

/** Strata by `groupKey`, from PANEL_STRATA_SQL. */
export function readStrata(rows: readonly Row[]): ReadonlyMap<string, Stratum[]> {
  const strata = rows.map((row) => ({
    key: groupKeyOfRow(row),
    name: readText(row, 'stratum'),
    people: readNumber(row, 'people'),
    surveyed: readNumber(row, 'surveyed'),
  }));
  return Map.groupBy(strata, (s) => s.key);
}

/** Errors of MS-3, MS-4 and MS-5 from the sums by pair (PANEL_PAIRS_SQL) and the practitioners surveyed (PANEL_STRATA_SQL). */
export function panelErrors(pairs: readonly Row[], strataRows: readonly Row[], rule: CountingRule): PanelErrors {
  const strata = readStrata(strataRows);
  const errors = new Map<string, GroupError>();
  const refusals = new Map<string, Flag>();
  for (const [key, rows] of Map.groupBy(pairs, groupKeyOfRow)) {
    const cell = strata.get(key) ?? [];
    const lone = cell.find((s) => s.people < 2 && !isCensus(s));
    if (lone) {
      errors.set(key, { intervals: new Map(), panel: null });
      refusals.set(key, singleCluster(lone.name));
      continue;
    }
    const platforms = [...new Set(rows.map((row) => readText(row, 'platform')))].sort();
    errors.set(
      key,
      rule === 'MS-3' ? fullCountError(rows, cell, platforms) : additiveError(rows, cell, { platforms, rule }),
    );
  }
  return { errors, refusals };
}

export function singleCluster(stratum: string): Flag {
  const place = stratum === '' ? 'an unknown département' : `département ${stratum}`;
  return warn(
    'ESTIMATED',
    `The panel asked one practitioner only in ${place}, so the error of this share cannot be estimated. Survey a second one there, or leave the place out.`,
    { reason: 'SINGLE_CLUSTER_STRATUM', stratum },
  );
}

/** Everybody weighs 1: nobody stands for others. */
const isCensus = (stratum: Stratum): boolean => stratum.surveyed === stratum.people;

/** Shares that add up to one: seats count each platform of a practitioner as 1, fractions as 1/k. */
function additiveError(
  rows: readonly Row[],
  cell: readonly Stratum[],
  ask: { platforms: readonly string[]; rule: CountingRule },
): GroupError {
  const { platforms, rule } = ask;
  const at = (name: string): number => platforms.indexOf(name);
  const sums = cell.map((stratum) => {
    const totals = platforms.map(() => 0);
    const crossProducts = platforms.map(() => platforms.map(() => 0));
    for (const row of rows.filter((r) => r['stratum'] === stratum.name)) {
      const part = rule === 'MS-5' ? 1 / readNumber(row, 'k') : 1;
      const [p, q] = [at(readText(row, 'platform')), at(readText(row, 'other'))];
      if (p === q) totals[p] = (totals[p] ?? 0) + part * readNumber(row, 'weight');
      const product = part * part * readNumber(row, 'product');
      addTo(crossProducts, [p, q], product);
      if (p !== q) addTo(crossProducts, [q, p], product);
    }
    return stratumSums(stratum, totals, crossProducts);
  });
  const shares = panelShares(sums);
  if (!shares.ok) return { intervals: new Map(), panel: null };
  const intervals = panelShareEstimates(shares.value).flatMap(({ interval }, p): [string, Interval][] =>
    interval === null ? [] : [[platforms[p] ?? '', interval]],
  );
  return { intervals: new Map(intervals), panel: { platforms, shares: shares.value } };
}

const add = (rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

/** Full counts do not add up to one: each platform is a ratio of its own, the practitioners it equips over those whom anybody equips. */
function fullCountError(rows: readonly Row[], cell: readonly Stratum[], platforms: readonly string[]): GroupError {
  const diagonal = rows.filter((row) => row['platform'] === row['other']);
  const intervals = platforms.flatMap((platform): [string, Interval][] => {
    const sums = cell.map((stratum) => {
      const here = diagonal.filter((row) => row['stratum'] === stratum.name);
      const own = here.filter((row) => row['platform'] === platform);
      // A practitioner of k platforms stands in k rows of the diagonal.
      const whole = add(here, (row) => readNumber(row, 'whole') / readNumber(row, 'k'));
      const wholeSquare = add(here, (row) => readNumber(row, 'whole_square') / readNumber(row, 'k'));
      const part = add(own, (row) => readNumber(row, 'weight'));
      const square = add(own, (row) => readNumber(row, 'product'));
      const mixed = add(own, (row) => readNumber(row, 'weight_whole'));
      return stratumSums(
        stratum,
        [part, whole - part],
        [
          [square, mixed - square],
          [mixed - square, wholeSquare - 2 * mixed + square],
        ],
      );
    });
    const shares = panelShares(sums);
    const interval = shares.ok ? panelShareEstimates(shares.value)[0]?.interval : null;
    return interval === null || interval === undefined ? [] : [[platform, interval]];
  });
  return { intervals: new Map(intervals), panel: null };
}

function stratumSums(stratum: Stratum, totals: number[], crossProducts: number[][]): StratumSums {
  const crossWithTotal = crossProducts.map((row) => row.reduce((sum, value) => sum + value, 0));
  return {
    stratum: stratum.name,
    // A place that was counted whole has no variance, however few live there.
    clusterCount: isCensus(stratum) ? Math.max(2, stratum.people) : stratum.people,
    samplingFraction: isCensus(stratum) ? 1 : 0,
    totals,
    total: totals.reduce((sum, value) => sum + value, 0),
    crossProducts,
    crossWithTotal,
    totalSquares: crossWithTotal.reduce((sum, value) => sum + value, 0),
  };
}

function addTo(matrix: number[][], [p, q]: readonly [number, number], value: number): void {
  const row = matrix[p];
  if (row) row[q] = (row[q] ?? 0) + value;
}

/**
 * Error of a penetration: the numerator is the panel's weighted total over a register of known size N, z = w / N, by the strata that hold somebody equipped.
 * `sums`: PENETRATION_ERROR_SQL; `wholePanel`: PANEL_STRATA_SQL asked for every place; `denominators`: N by `groupKey`.
 */
export function penetrationErrors(
  sums: readonly Row[],
  wholePanel: readonly Row[],
  denominators: ReadonlyMap<string, number>,
): PanelErrors {
  const strata = new Map(
    [...readStrata(wholePanel).values()].flat().map((s) => [`${s.key.split('|')[0] ?? ''}|${s.name}`, s] as const),
  );
  const errors = new Map<string, GroupError>();
  const refusals = new Map<string, Flag>();
  for (const [key, rows] of Map.groupBy(sums, groupKeyOfRow)) {
    const intervals = new Map<string, Interval>();
    for (const [platform, parts] of Map.groupBy(rows, (row) => readText(row, 'platform'))) {
      const here = parts.flatMap((row) => {
        const stratum = strata.get(`${readText(row, 'period')}|${readText(row, 'stratum')}`);
        return stratum === undefined || isCensus(stratum) ? [] : [{ row, stratum }];
      });
      const lone = here.find(({ stratum }) => stratum.people < 2);
      const size = denominators.get(key) ?? 0;
      if (lone) refusals.set(key, singleCluster(lone.stratum.name));
      else if (here.length > 0 && size > 0) {
        const ratio = parts.reduce((sum, row) => sum + readNumber(row, 'weight'), 0) / size;
        const variance = here.reduce((sum, { row, stratum: { people } }) => {
          const total = readNumber(row, 'weight');
          return sum + (people / (people - 1)) * (readNumber(row, 'square') - total ** 2 / people);
        }, 0);
        const degrees = here.reduce((sum, { stratum }) => sum + stratum.people - 1, 0);
        const error = Math.sqrt(Math.max(0, variance)) / size;
        const interval = ratio > 0 && ratio < 1 ? logitInterval(ratio, error, criticalT(0.95, degrees)) : null;
        if (interval) intervals.set(platform, interval);
      }
    }
    errors.set(key, { intervals: refusals.has(key) ? new Map() : intervals, panel: null });
  }
  return { errors, refusals };
}
