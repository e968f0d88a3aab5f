import { join } from 'node:path';
import type { BuildContext } from '../build-context.ts';
import type { ParisMonth } from '../booking/paris-months.ts';
import { monthFile } from './access-months.ts';
import { ACCESS_FILES } from './access-tables.ts';
import type { AccessFiles } from './build-access-files.ts';
import { rollUpExposures } from './rollups/exposures.ts';
import type { Part, PartStep } from './rollups/part.ts';
import { rollUpProbes } from './rollups/probes.ts';
import { rollUpRequests } from './rollups/requests.ts';
import { rollUpChanges, rollUpSearches } from './rollups/searches.ts';

/** One kind of rollup: which relations it fills from which table, and what else its sums depend on. */
export interface PartKind {
  /** The table whose months it goes by; also its name in the index. */
  readonly table: keyof Part['files'];
  readonly relations: readonly string[];
  /** Its rows in `access_reporting`. */
  readonly source: string;
  /** Tables whose file of the month its sums depend on too. */
  readonly beside: readonly (keyof Part['files'])[];
  readonly usesSlotsSoFar: boolean;
  readonly usesScope: boolean;
  readonly rollUp: (context: BuildContext, part: Part, isAnyClosed: boolean) => Promise<PartStep[]>;
}

export const PART_KINDS: readonly PartKind[] = [
  kind(
    'slot_exposure',
    'exposure',
    ['rollup_exposure_month', 'rollup_exclusive_month', 'hidden_slot'],
    rollUpExposures,
    { beside: ['slot'], usesScope: true },
  ),
  kind('probe', 'probe', ['rollup_visibility_day'], rollUpProbes, { usesSlotsSoFar: true, usesScope: true }),
  kind(
    'api_request',
    'request',
    ['rollup_request_day', 'rollup_latency_month', 'rollup_attempt_month'],
    rollUpRequests,
  ),
  kind('search_result', 'search', ['rollup_rank_month'], rollUpSearches),
  kind('change_event', 'change', ['rollup_change_month'], rollUpChanges),
];

function kind(
  table: PartKind['table'],
  source: string,
  relations: readonly string[],
  rollUp: PartKind['rollUp'],
  uses: Partial<Pick<PartKind, 'beside' | 'usesSlotsSoFar' | 'usesScope'>> = {},
): PartKind {
  return { table, source, relations, rollUp, beside: [], usesSlotsSoFar: false, usesScope: false, ...uses };
}

/** Each kind and month with the files it is made from, in order of time inside a kind. */
export function partsOf(context: BuildContext, files: AccessFiles): { readonly kind: PartKind; readonly part: Part }[] {
  const monthsOf = (table: string): ParisMonth[] => (files.get(table) ?? []).map(({ month }) => month);
  const pathOf = (table: string, month: string): string | null =>
    files.get(table)?.some(({ record }) => record.month === month) === true
      ? join(context.folder, monthFile(table, month))
      : null;
  return PART_KINDS.flatMap((each) =>
    monthsOf(each.table).map((month) => ({
      kind: each,
      part: {
        month,
        fileMonth: `date '${month.month}-01'`,
        files: Object.fromEntries(
          ACCESS_FILES.map(({ table }) => [table, pathOf(table, month.month)]),
        ) as Part['files'],
        slotsSoFar: each.usesSlotsSoFar
          ? monthsOf('slot')
              .filter((slots) => slots.month <= month.month)
              .map((slots) => join(context.folder, monthFile('slot', slots.month)))
          : [],
        nextRequests: pathOf('api_request', nextMonth(month.month)),
      },
    })),
  );
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
