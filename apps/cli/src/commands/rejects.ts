import { once } from 'node:events';
import { AppError } from '@vigie/kernel';
import { countRejects, listIngests, readIngest, readRejects } from '@vigie/warehouse';
import type { IngestRecord, RejectQuery, RejectedRow } from '@vigie/warehouse';
import type { Command } from 'commander';
import { readHome } from '../env.ts';

interface RejectFlags {
  readonly ingest?: string;
  readonly rule?: string;
  readonly severity: string;
  readonly format: string;
  readonly limit?: string;
}

const SHOWN_IN_TABLE = 20;

/** `vigie rejects [--ingest ID]`: the refused rows as they came, with line, reason, and what to do. */
export function registerRejects(program: Command): void {
  program
    .command('rejects')
    .description('the rows that were refused (or warned), as they came, with line, reason and what to do')
    .option('--ingest <id>', 'one ingest (the beginning of its id is enough); all without it')
    .option('--rule <code>', 'one rule only, R1 for instance')
    .option('--severity <which>', 'reject, warn or all', 'reject')
    .option('--format <format>', 'table, json or csv; csv and json give every row', 'table')
    .option('--limit <rows>', `how many rows; ${SHOWN_IN_TABLE} in a table, all otherwise`)
    .action(async (flags: RejectFlags) => {
      process.stdout.once('error', leaveQuietly);
      const home = readHome();
      const records = flags.ingest === undefined ? await listIngests(home) : [await readIngest(home, flags.ingest)];
      const query = parseQuery(flags);
      if (flags.format === 'table') return printTable(home, records, query);
      if (flags.format === 'csv') return printCsv(home, records, query);
      if (flags.format === 'json') return printJson(home, records, query);
      throw new AppError('BAD_INPUT', `--format is “${flags.format}”; expected table, json or csv.`, {
        reason: 'BAD_OPTION',
      });
    });
}

function parseQuery(flags: RejectFlags): RejectQuery {
  const severity = (['reject', 'warn', 'all'] as const).find((s) => s === flags.severity);
  if (severity === undefined)
    throw new AppError('BAD_INPUT', `--severity is “${flags.severity}”; expected reject, warn or all.`, {
      reason: 'BAD_OPTION',
    });
  const limit = flags.limit === undefined ? undefined : Number(flags.limit);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
    throw new AppError('BAD_INPUT', `--limit is “${flags.limit}”; expected a whole number.`, { reason: 'BAD_OPTION' });
  }
  return {
    severity,
    ...(flags.rule === undefined ? {} : { rule: flags.rule.toUpperCase() }),
    ...(limit === undefined ? {} : { limit }),
  };
}

async function* rows(home: string, records: readonly IngestRecord[], query: RejectQuery): AsyncGenerator<RejectedRow> {
  let left = query.limit ?? Infinity;
  for (const record of records) {
    if (left <= 0) return;
    if (countRejects(record, query) === 0) continue;
    for await (const row of readRejects(home, record, left === Infinity ? query : { ...query, limit: left })) {
      left--;
      yield row;
    }
  }
}

async function printTable(home: string, records: readonly IngestRecord[], query: RejectQuery): Promise<void> {
  const total = records.reduce((sum, r) => sum + countRejects(r, query), 0);
  if (records.length === 0) return write('Nothing has been ingested yet: vigie ingest FILE…\n');
  if (total === 0)
    return write(`No such rows in ${records.length === 1 ? 'this ingest' : `${records.length} ingests`}.\n`);
  let shown = 0;
  let ingest = '';
  for await (const row of rows(home, records, { ...query, limit: query.limit ?? SHOWN_IN_TABLE })) {
    if (row.ingestId !== ingest) await write(`${ingest === '' ? '' : '\n'}${row.file} (${row.ingestId})\n`);
    ingest = row.ingestId;
    shown++;
    await write(`  line ${row.line}  ${row.rule}  ${row.message}\n    ${clip(row.original)}\n    ${row.cure}\n`);
  }
  const all = shown < total ? ' (--format csv gives them all)' : '';
  return write(`Showing ${shown.toLocaleString('en')} of ${total.toLocaleString('en')}${all}.\n`);
}

async function printCsv(home: string, records: readonly IngestRecord[], query: RejectQuery): Promise<void> {
  await write('file,ingest,line,severity,rule,column,value,message,what_to_do,original\n');
  for await (const r of rows(home, records, query)) {
    await write(
      `${[r.file, r.ingestId, r.line, r.severity, r.rule, r.column, r.value, r.message, r.cure, r.original].map(quote).join(',')}\n`,
    );
  }
}

async function printJson(home: string, records: readonly IngestRecord[], query: RejectQuery): Promise<void> {
  const total = records.reduce((sum, r) => sum + countRejects(r, query), 0);
  await write(`{"total":${total},"rows":[`);
  let first = true;
  for await (const row of rows(home, records, query)) {
    await write(`${first ? '' : ','}\n${JSON.stringify(row)}`);
    first = false;
  }
  await write('\n]}\n');
}

/** A reader that has seen enough (`| head`) closes the pipe: that is no failure. */
function leaveQuietly(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
  process.exit(0);
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function quote(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
