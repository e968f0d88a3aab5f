import { makeIngest } from './make-ingest.ts';

/** A request by the columns that a test cares about; instants in UTC. Without a partner it comes through OWN_WEB. */
export interface RequestRow {
  readonly at: string;
  readonly partner?: string | null;
  readonly endpoint?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly blame?: string;
  readonly ms?: number;
  readonly key?: string;
  readonly isProbe?: boolean;
  /** Specialty, département, kind and mode of visit. */
  readonly strata?: readonly [string, string, string, string];
}

type Value = string | number | boolean | null | undefined | readonly string[];

/** Ingests requests: `request_id` is their number in the list. */
export async function ingestRequests(home: string, label: string, requests: readonly RequestRow[]): Promise<void> {
  const rows = requests.map((row, index) => ({
    request_id: `${label}-${String(index).padStart(5, '0')}`,
    received_at: row.at,
    interface: row.partner == null ? 'OWN_WEB' : 'PARTNER_API',
    partner_code: row.partner,
    endpoint: row.endpoint ?? 'SLOT_SEARCH',
    outcome: row.outcome ?? 'SUCCESS',
    reason_code: row.reason,
    attributable_to: row.blame,
    ttlb_ms: row.ms,
    idempotency_key: row.key,
    is_probe: row.isProbe ?? false,
    specialty_code: row.strata?.[0],
    site_dept: row.strata?.[1],
    visit_kind: row.strata?.[2],
    visit_mode: row.strata?.[3],
  }));
  await ingestRows(home, 'api_request', { label, rows });
}

/** Ingests rows of any table: texts, numbers, lists of texts; instants without offset are UTC. */
export async function ingestRows(
  home: string,
  table: string,
  {
    label,
    rows,
    extractedOn,
  }: {
    readonly label: string;
    readonly rows: readonly Readonly<Record<string, Value>>[];
    readonly extractedOn?: string;
  },
): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`);
  const names = columns.map((column) => `"${column}"`).join(', ');
  await makeIngest({
    home,
    table,
    label,
    sql: `select * from (values ${values.join(', ')}) t(${names})`,
    ...(extractedOn === undefined ? {} : { extractedOn }),
  });
}

function literal(value: Value): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/.test(value) ? `timestamptz '${value}+00'` : `'${value}'`;
  if (typeof value === 'object') return `[${value.map((each) => `'${each}'`).join(', ')}]::varchar[]`;
  return String(value);
}
