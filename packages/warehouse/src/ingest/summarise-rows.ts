import type { DuckDBConnection } from 'duckdb';
import type { Contract } from '../contracts/contract.ts';
import { cellText } from '../engine/cell-text.ts';
import { quoteText } from '../engine/quote.ts';
import { readRows } from '../engine/read-rows.ts';
import type { IssueCount, IngestRecord, Repair } from './ingest-record.ts';

export type RowSummary = Pick<
  IngestRecord,
  | 'rowsIn'
  | 'accepted'
  | 'rejected'
  | 'warned'
  | 'issueCounts'
  | 'repairs'
  | 'extractedOn'
  | 'dataFrom'
  | 'dataTo'
  | 'warnings'
>;

/** The day or instant that says when a row of a table is about, and the day the file was made. */
const DATES: Readonly<Record<string, { from: string; to: string; extracted: string }>> = {
  booking: { from: paris('min(booked_at)'), to: paris('max(booked_at)'), extracted: paris('max(extracted_at)') },
  booking_count: {
    from: 'min(period_start)',
    to: `max(CASE period_grain WHEN 'week' THEN period_start + 6 WHEN 'month' THEN last_day(period_start) ELSE period_start END)`,
    extracted: 'max(extracted_on)',
  },
  site_register: { from: 'min(snapshot_date)', to: 'max(snapshot_date)', extracted: 'max(snapshot_date)' },
  availability: { from: 'min(snapshot_date)', to: 'max(snapshot_date)', extracted: 'max(snapshot_date)' },
  availability_hourly: { from: paris('min("at")'), to: paris('max("at")'), extracted: paris('max("at")') },
  universe_snapshot: { from: 'min(snapshot_date)', to: 'max(snapshot_date)', extracted: 'max(snapshot_date)' },
  equipment_panel: { from: 'min("month")', to: 'last_day(max("month"))', extracted: 'NULL' },
  vendor_volume: { from: 'min("month")', to: 'last_day(max("month"))', extracted: 'NULL' },
  slot: instants('published_at'),
  slot_exposure: instants('first_visible_at'),
  probe: instants('probed_at'),
  api_request: instants('received_at'),
  access_request: {
    ...instants('requested_at'),
    extracted: paris('max(greatest(requested_at, decided_at, completed_at))'),
  },
  change_event: instants('changed_at'),
  search_result: instants('searched_at'),
  capability: { from: 'min(valid_from)', to: 'max(valid_from)', extracted: 'NULL' },
  access_fee: { from: 'min("month")', to: 'last_day(max("month"))', extracted: 'NULL' },
  change_notice: instants('announced_at'),
  support_ticket: instants('opened_at'),
  channel_setting: instants('changed_at'),
  named_search: instants('searched_at'),
};

/** Days between the last booking and the extraction after which a file is late (W7). */
const LATE_DAYS = 5;
/** Share of rows without specialty above which the file is warned (W6). */
const NULL_SPECIALTY_RATIO = 0.05;

/** Counts what became of the rows of one ingest, and applies the rules about the whole file (W6, W7). */
export async function summariseRows(
  connection: DuckDBConnection,
  rows: string,
  contract: Contract,
): Promise<RowSummary> {
  const from = `read_parquet(${quoteText(rows)})`;
  const dates = DATES[contract.table] ?? { from: 'NULL', to: 'NULL', extracted: 'NULL' };
  const [all] = await readRows(
    connection,
    `SELECT count(*) AS n, count(*) FILTER (WHERE _reject IS NULL) AS accepted, count(*) FILTER (WHERE _reject IS NULL AND _warnings IS NOT NULL) AS warned FROM ${from}`,
  );
  const [span] = await readRows(
    connection,
    `SELECT (${dates.from})::DATE::VARCHAR AS a, (${dates.to})::DATE::VARCHAR AS b, (${dates.extracted})::DATE::VARCHAR AS c FROM ${from} WHERE _reject IS NULL`,
  );
  const summary = {
    rowsIn: Number(all?.['n']),
    accepted: Number(all?.['accepted']),
    rejected: Number(all?.['n']) - Number(all?.['accepted']),
    warned: Number(all?.['warned']),
    dataFrom: day(span?.['a']),
    dataTo: day(span?.['b']),
    extractedOn: day(span?.['c']),
  };
  const wholeFile =
    contract.table === 'booking' ? await bookingFileRules(connection, from, summary) : { counts: [], warnings: [] };
  return {
    ...summary,
    issueCounts: [...(await countIssues(connection, from)), ...wholeFile.counts],
    repairs: await countRepairs(connection, from, contract),
    warnings: wholeFile.warnings,
  };
}

function day(value: unknown): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(cellText(value)) ? cellText(value) : null;
}

/** Logs: the file was made when its last row was written, or later. */
function instants(field: string): { from: string; to: string; extracted: string } {
  const last = paris(`max(${field})`);
  return { from: paris(`min(${field})`), to: last, extracted: last };
}

function paris(instant: string): string {
  return `timezone('Europe/Paris', ${instant})`;
}

async function countIssues(connection: DuckDBConnection, from: string): Promise<IssueCount[]> {
  const counted = await readRows(
    connection,
    `SELECT rule, severity, count(*) AS n FROM (
       SELECT split_part(_reject, ':', 1) AS rule, 'reject' AS severity FROM ${from} WHERE _reject IS NOT NULL
       UNION ALL SELECT rule, 'warn' FROM (
         SELECT unnest(list_distinct(list_transform(string_split(_warnings, ','), lambda w: split_part(w, ':', 1)))) AS rule
         FROM ${from} WHERE _warnings IS NOT NULL))
     GROUP BY ALL ORDER BY severity, n DESC, rule`,
  );
  return counted.map((c) => ({
    rule: cellText(c['rule']),
    severity: c['severity'] === 'reject' ? 'reject' : 'warn',
    rows: Number(c['n']),
  }));
}

async function countRepairs(connection: DuckDBConnection, from: string, contract: Contract): Promise<Repair[]> {
  if (!contract.fields.some((f) => f.name === 'repair')) return [];
  const counted = await readRows(
    connection,
    `SELECT coalesce(CASE WHEN repair = 'LABEL' THEN regexp_extract(booking_address, '^\\s*\\w*:?/*[^/?#]*') ELSE trim(booking_address) END, '') AS a,
       platform_code, repair, count(*) AS n
     FROM ${from} WHERE _reject IS NULL AND repair IS NOT NULL GROUP BY ALL ORDER BY n DESC, a LIMIT 1000`,
  );
  return counted.map((c) => ({
    from: cellText(c['a']),
    to: cellText(c['platform_code']),
    kind: cellText(c['repair']),
    rows: Number(c['n']),
  }));
}

async function bookingFileRules(
  connection: DuckDBConnection,
  from: string,
  summary: { accepted: number; dataTo: string | null; extractedOn: string | null },
): Promise<{ counts: IssueCount[]; warnings: string[] }> {
  const counts: IssueCount[] = [];
  const warnings: string[] = [];
  const [row] = await readRows(
    connection,
    `SELECT count(*) AS n FROM ${from} WHERE _reject IS NULL AND specialty_code IS NULL`,
  );
  const nulls = Number(row?.['n']);
  if (summary.accepted > 0 && nulls / summary.accepted > NULL_SPECIALTY_RATIO) {
    counts.push({ rule: 'W6', severity: 'warn', rows: nulls });
    warnings.push(
      `W6: ${((100 * nulls) / summary.accepted).toFixed(1)} % of the accepted rows have no specialty (more than 5 %).`,
    );
  }
  if (summary.dataTo !== null && summary.extractedOn !== null) {
    const days = Math.round((Date.parse(summary.extractedOn) - Date.parse(summary.dataTo)) / 86_400_000);
    if (days > LATE_DAYS) {
      counts.push({ rule: 'W7', severity: 'warn', rows: summary.accepted });
      warnings.push(`W7: the file was made ${days} days after its last booking (more than ${LATE_DAYS}).`);
    }
  }
  return { counts, warnings };
}
