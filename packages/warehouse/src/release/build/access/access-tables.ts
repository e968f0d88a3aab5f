/** A table too large to stand in `vigie.duckdb`: it is written month by month to `parquet/<table>/<YYYY-MM>.parquet` and summed up. */
export interface AccessTable {
  readonly table: string;
  /** The instant whose Paris month says which file a row goes to; null for rows that go with their slot. */
  readonly instant: string | null;
  /** Total order of a file's rows before ingest and line. */
  readonly order: readonly string[];
}

/** In the order in which they are built: exposures and probes look slots up. */
export const ACCESS_FILES: readonly AccessTable[] = [
  { table: 'slot', instant: 'published_at', order: ['published_at', 'slot_id'] },
  { table: 'slot_exposure', instant: null, order: ['slot_id', 'channel', 'partner_code'] },
  { table: 'probe', instant: 'probed_at', order: ['probed_at', 'probe_id'] },
  { table: 'api_request', instant: 'received_at', order: ['received_at', 'request_id'] },
  {
    table: 'search_result',
    instant: 'searched_at',
    order: ['searched_at', 'search_id', '"rank"', 'practitioner_id_nat'],
  },
  { table: 'change_event', instant: 'changed_at', order: ['changed_at', 'change_id', 'partner_code'] },
];

const NAMES: ReadonlySet<string> = new Set(ACCESS_FILES.map(({ table }) => table));

/** Whether a table is one of those written month by month here. */
export const isAccessFile = (table: string): boolean => NAMES.has(table);
