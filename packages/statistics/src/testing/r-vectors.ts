import type { Alternative } from '../lattice/lattice.ts';

/** Answers by alternative, in our words: `GREATER` = the first side is larger. */
export type BySide<T = number> = Record<Alternative, T>;

/** Conditional odds ratio: null estimate when the margins fix the table; one-sided ends carry a 1. */
export interface ROdds {
  estimate: number | null;
  lower: number;
  upper: number;
  lower1: number;
  upper1: number;
}

interface RTest {
  statistic: number;
  p: number;
}

export interface RCurve {
  time: number[];
  risk: number[];
  events: number[];
  surv: number[];
  se: (number | null)[];
  lower: (number | null)[];
  upper: (number | null)[];
  quantile: (number | null)[];
  qlower: (number | null)[];
  /** Null where the band rises again, which R does not read rightly. */
  qupper: (number | null)[] | null;
}

type RRank = RTest & { observed: number; expected: number; variance: number };

/** What `make-r-vectors.R` writes, by section. Tables are a, b / c, d; strata are own success, own failure, partner success, partner failure. */
export interface RVectors {
  fisher: { table: number[]; p: BySide; odds: ROdds }[];
  fisherBig: { table: number[]; greater: number; less: number }[];
  mcnemar: {
    b: number;
    c: number;
    statistic: number;
    p: number;
    corrected: number;
    correctedP: number;
    exact: BySide;
  }[];
  proportions: {
    x: number[];
    n: number[];
    flat: boolean;
    wilson: number[];
    plain: RTest & { lower: number; upper: number };
    yates: RTest & { lower: number; upper: number };
    newcombe: number[];
    ratio: number | null;
    katz: number[] | null;
  }[];
  groups: (RTest & { x: number[]; n: number[]; df: number })[];
  stratified: {
    cells: number[][];
    cmh?: RTest & { corrected: number; correctedP: number };
    or?: { estimate: number; ci: number[] | null };
    breslow?: RTest & { tarone: number; taroneP: number };
    woolf?: RTest;
    exact?: { p: BySide; odds: ROdds };
    rd?: { estimate: number; se: number | null };
    rr?: { estimate: number; se: number | null };
  }[];
  unitStrata: { strata: number; units: number; failures: number; p: number }[];
  ranks: {
    x: number[];
    y: number[];
    u: number;
    exact: BySide | null;
    normal: BySide;
    corrected: BySide;
    hl: number[] | null;
    d: BySide;
    ksExact: BySide;
    ksAsymptotic: BySide;
    welch: number[] | null;
  }[];
  quantiles: { values: number[]; p: number[]; seven: number[]; one: number[] }[];
  survival: {
    time: number[];
    event: number[];
    group: number[];
    stratum: number[];
    curves: Record<'LOG' | 'LOG_LOG' | 'PLAIN', RCurve> | null;
    rank: RRank | null;
    stratified: RRank | null;
  }[];
  poisson: { x: number[]; t: number[]; p: BySide; ci: number[]; ci90: number[] }[];
  adjust: { p: number[]; bh: number[]; holm: number[] }[];
  power: {
    p: number[];
    n: number;
    sides: 1 | 2;
    alpha: number;
    power: number;
    wanted: number;
    size: number;
    higher: number | null;
  }[];
  normal: { z: number; p: number; ln: number }[];
  normalQuantile: { p: number; z: number }[];
  student: { t: number; df: number; p: number; q: number | null; at: number }[];
  chiSquare: { x: number; df: number; p: number }[];
  beta: { x: number; y: number; a: number; b: number; p: number; upper: number }[];
  binomial: { n: number; p: number; x: number; lower: number; upper: number; ln: number }[];
  permutation: { x: number[]; y: number[]; p: number }[];
  tilted: { x: number[]; n: number[]; ln: number[] }[];
  tiltSequence: { x: number; n: number; lower: number; upper: number }[];
}
