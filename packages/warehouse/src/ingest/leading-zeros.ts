import { openDatabase } from '../engine/open-database.ts';
import { cellText } from '../engine/cell-text.ts';
import { quoteText } from '../engine/quote.ts';
import { readRows } from '../engine/read-rows.ts';
import { listIngests, ingestRowsPath } from './list-ingests.ts';

/** Which table knows the sites that another counts. */
const COUNTERPART: Readonly<Record<string, string>> = {
  booking_count: 'site_register',
  site_register: 'booking_count',
};

const ids = (paths: readonly string[]): string =>
  `(SELECT DISTINCT site_id FROM read_parquet([${paths.map(quoteText).join(', ')}], union_by_name = true) WHERE _reject IS NULL)`;

/**
 * Site ids of published counts that no register in the warehouse has, but would have with more or fewer leading zeros (a spreadsheet took them): a sentence with the
 * first of them before and after. Whichever of the two files comes second says it. It is said of the file and changes no row, so that a release does not
 * depend on the order in which files came.
 */
export async function lostZeros(home: string, table: string, rows: string): Promise<string[]> {
  const counterpart = COUNTERPART[table];
  if (counterpart === undefined) return [];
  const others = (await listIngests(home)).filter((record) => record.table === counterpart);
  if (others.length === 0) return [];
  const [here, there] = [[rows], others.map((record) => ingestRowsPath(home, record.id))];
  const [counts, registers] = table === 'booking_count' ? [here, there] : [there, here];
  const database = await openDatabase({ memoryLimitMb: 300, threads: 1 });
  try {
    const found = await readRows(
      await database.connect(),
      `WITH register AS ${ids(registers)}, counted AS ${ids(counts)},
        bare AS (SELECT ltrim(site_id, '0') AS number, min(site_id) AS site_id FROM register GROUP BY 1 HAVING count(*) = 1)
       SELECT c.site_id AS before, b.site_id AS after FROM counted c ANTI JOIN register r ON r.site_id = c.site_id
       JOIN bare b ON b.number = ltrim(c.site_id, '0') ORDER BY 1`,
    );
    return found.length === 0
      ? []
      : [sentence(found.map((row) => [cellText(row['before']), cellText(row['after'])] as const))];
  } finally {
    database.close();
  }
}

/** How many examples a sentence gives. */
const EXAMPLES = 3;

function sentence(pairs: readonly (readonly [before: string, after: string])[]): string {
  const shown = pairs.slice(0, EXAMPLES).map(([before, after]) => `“${before}” → “${after}”`);
  const more = pairs.length > EXAMPLES ? ` and ${pairs.length - EXAMPLES} more` : '';
  return `ZEROS: ${pairs.length} site ${pairs.length === 1 ? 'id' : 'ids'} of published counts would be in a register with other leading zeros: ${shown.join(', ')}${more}. Their bookings stay unmatched: export ids as text.`;
}
