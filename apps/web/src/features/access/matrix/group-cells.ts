import type { Verdict } from '@vigie/ui';
import type { AccessRow } from '../common/kpi-row.ts';
import { KPI_GROUPS, KPIS, type KpiGroup, type KpiInfo } from '../common/kpi-list.ts';

export interface MatrixLine {
  readonly kpi: KpiInfo;
  /** By partner; a partner without a row has no cell. */
  readonly cells: ReadonlyMap<string, AccessRow>;
}
export interface MatrixGroup {
  readonly group: KpiGroup;
  readonly lines: readonly MatrixLine[];
}

/** Rows in the order of the matrix; an indicator of which the figure says nothing has no line. With a verdict: lines that hold it somewhere. */
export function toGroups(rows: readonly AccessRow[], only: Verdict | undefined): MatrixGroup[] {
  const byKpi = Map.groupBy(rows, (row) => row.kpi);
  return KPI_GROUPS.flatMap((group) => {
    const lines = KPIS.filter((kpi) => kpi.group === group).flatMap((kpi): MatrixLine[] => {
      const members = byKpi.get(kpi.id) ?? [];
      if (members.length === 0) return [];
      if (only !== undefined && members.every((row) => row.verdict !== only)) return [];
      return [{ kpi, cells: new Map(members.map((row) => [row.partner, row])) }];
    });
    return lines.length === 0 ? [] : [{ group, lines }];
  });
}

/** Partners in the order of their names. */
export const partnersOf = (rows: readonly AccessRow[]): string[] => [...new Set(rows.map((row) => row.partner))].sort();

/** How many cells have each verdict. */
export function countVerdicts(rows: readonly AccessRow[]): ReadonlyMap<Verdict, number> {
  const counts = new Map<Verdict, number>();
  for (const row of rows) counts.set(row.verdict, (counts.get(row.verdict) ?? 0) + 1);
  return counts;
}
