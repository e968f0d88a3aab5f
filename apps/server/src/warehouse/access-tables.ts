import type { Status } from '@vigie/api';
import type { Manifest } from '@vigie/warehouse';

/** Tables about access, as their contracts name them. */
export const ACCESS_TABLES = [
  'slot',
  'slot_exposure',
  'probe',
  'api_request',
  'access_request',
  'change_event',
  'search_result',
  'capability',
  'access_fee',
  'change_notice',
  'support_ticket',
  'channel_setting',
  'named_search',
] as const;

/**
 * How many rows of each the release holds, by its manifest: the large ones have no relation in the database, only files by month,
 * whose names say how far they reach.
 */
export function listAccessTables(files: Manifest['files']): Status['tables'] {
  return ACCESS_TABLES.flatMap((name): Status['tables'] => {
    const mine = files.filter(({ path }) => path === `parquet/${name}.parquet` || path.startsWith(`parquet/${name}/`));
    const rows = mine.reduce((sum, file) => sum + file.rows, 0);
    if (rows === 0) return [];
    const months = mine.flatMap(({ path }) => /\/(\d{4}-\d{2})\.parquet$/.exec(path)?.[1] ?? []).sort();
    const [first, last] = [months[0], months.at(-1)];
    if (first === undefined || last === undefined) return [{ name, rows, from: null, toExclusive: null }];
    return [{ name, rows, from: `${first}-01`, toExclusive: firstDayAfter(last) }];
  });
}

function firstDayAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}
