import { MONITOR_RULES, type RateCell, type StratumKey } from '@vigie/metrics';
import type { RequestRows } from '@vigie/simulation';
import { dayText } from './request-sums.ts';
import { groupsOf, outcomeOf, type RateKpi, type RequestTally } from './request-tallies.ts';
import { LEAVES, levelsOfRises, RISE, type Tally } from './strata.ts';

/** Daily strata do not tell day types apart; they rise by hour, mode, kind, département, region, specialty. */
const LEVELS = levelsOfRises([
  RISE.dayType,
  RISE.hourBand,
  RISE.visitMode,
  RISE.visitKind,
  RISE.departement,
  RISE.region,
  RISE.specialty,
]);
/** Levels count from 1 here, since the first only forgets the day type. */
const BARE_LEVEL = 4;
const GROUP_LEVEL = 5;

/** Strata of one month, fixed by the sizes of the month before; position of every leaf, and the group of every stratum. */
interface MonthStrata {
  readonly ofLeaf: Int32Array;
  readonly groups: readonly string[];
}

function fixStrata(partner: Tally, own: Tally, units: number): MonthStrata {
  const ofLeaf = new Int32Array(LEAVES).fill(-1);
  const at = Int32Array.from({ length: LEAVES }, (_, leaf) => leaf);
  const groups: string[] = [];
  LEVELS.forEach(({ keys, parents }, index) => {
    const level = index + 1;
    const sums = keys.map(() => ({ partner: 0, own: 0 }));
    for (let leaf = 0; leaf < LEAVES; leaf++) {
      at[leaf] = parents[at[leaf] ?? 0] ?? 0;
      const sum = sums[at[leaf] ?? 0];
      if (sum === undefined || (ofLeaf[leaf] ?? -1) >= 0) continue;
      sum.partner += partner.trials[leaf] ?? 0;
      sum.own += own.trials[leaf] ?? 0;
    }
    const floor =
      level < BARE_LEVEL ? Math.max(MONITOR_RULES.leastPartnerUnits, units / 200) : Math.max(1, units / 400);
    const last = index === LEVELS.length - 1;
    const positions = sums.map((sum, i) => {
      if (!last && (sum.partner < floor || sum.own < MONITOR_RULES.leastOwnUnits)) return -1;
      return groups.push(groupOf(keys[i], level)) - 1;
    });
    for (let leaf = 0; leaf < LEAVES; leaf++) {
      if ((ofLeaf[leaf] ?? -1) < 0) ofLeaf[leaf] = positions[at[leaf] ?? 0] ?? -1;
    }
  });
  return { ofLeaf, groups };
}

/** Specialty × region of a stratum, as far as it still has them. */
function groupOf(key: StratumKey | undefined, level: number): string {
  if (key === undefined) return '*';
  return `${key.specialty}|${level >= GROUP_LEVEL ? key.departement : RISE.departement(key).departement}`;
}

interface MonthInput {
  readonly month: string;
  readonly partner: RequestRows;
  readonly own: RequestRows;
  readonly before: { readonly partner: RequestTally; readonly own: RequestTally };
}

/** A day's cell, with the name of its group. */
export interface NamedCell extends Omit<RateCell, 'group'> {
  readonly day: string;
  readonly group: string;
}

/** The cells of one month of a stream: stratum × day with both sides, the strata fixed before the month. */
export function dailyCells(kpi: RateKpi, { month, partner, own, before }: MonthInput): NamedCell[] {
  const units = before.partner.strata[kpi].reduce((sum, tally) => sum + tally.trials.reduce((a, b) => a + b, 0), 0);
  const strata = before.partner.strata[kpi].flatMap((tally, group) => {
    const other = before.own.strata[kpi][group];
    return other === undefined ? [] : [fixStrata(tally, other, units)];
  });
  const offsets: number[] = [];
  let width = 0;
  for (const one of strata) {
    offsets.push(width);
    width += one.groups.length;
  }
  const counts = [partner, own].map((rows) => countDays(kpi, rows, { strata, offsets, width }));
  const names = strata.flatMap((one) => one.groups);
  const cells: NamedCell[] = [];
  for (let position = 0; position < partner.days * width; position++) {
    const [mine, theirs] = counts.map(({ trials, successes }) => ({
      trials: trials[position] ?? 0,
      successes: successes[position] ?? 0,
    }));
    if (mine === undefined || theirs === undefined || mine.trials === 0 || theirs.trials === 0) continue;
    const day = dayText(month, Math.floor(position / width));
    cells.push({ day, group: names[position % width] ?? '*', partner: mine, own: theirs });
  }
  return cells;
}

function countDays(
  kpi: RateKpi,
  rows: RequestRows,
  of: { readonly strata: readonly MonthStrata[]; readonly offsets: readonly number[]; readonly width: number },
): Tally {
  const trials = new Int32Array(rows.days * of.width);
  const successes = new Int32Array(rows.days * of.width);
  for (let i = 0; i < rows.cell.length; i++) {
    const endpoint = rows.endpoint[i] ?? 0;
    const success = outcomeOf(kpi, endpoint, rows.fate[i] ?? 0);
    if (success === null) continue;
    const group = groupsOf(kpi) > 1 ? endpoint : 0;
    const stratum = of.strata[group]?.ofLeaf[(rows.cell[i] ?? 0) * 8 + (rows.band[i] ?? 0)] ?? 0;
    const position = (rows.day[i] ?? 0) * of.width + (of.offsets[group] ?? 0) + stratum;
    trials[position] = (trials[position] ?? 0) + 1;
    if (success) successes[position] = (successes[position] ?? 0) + 1;
  }
  return { trials, successes };
}

/** Cells by day with numbered groups; at most as many groups as the monitor averages over. */
export function groupedCells(cells: readonly NamedCell[]): { cells: Map<string, RateCell[]>; groups: number } {
  const names = [...new Set(cells.map((cell) => cell.group))].sort();
  const few = names.length <= MONITOR_RULES.mostGroups;
  const labels = few ? names : [...new Set(names.map((name) => name.split('|')[0] ?? ''))].sort();
  const number = new Map(names.map((name) => [name, labels.indexOf(few ? name : (name.split('|')[0] ?? ''))]));
  const numbered = cells.map(({ day, group, partner, own }) => ({ day, group: number.get(group) ?? 0, partner, own }));
  return { cells: Map.groupBy(numbered, (cell) => cell.day), groups: Math.max(1, labels.length) };
}
