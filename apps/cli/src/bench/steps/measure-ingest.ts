import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContract } from '@vigie/warehouse';
import { CSV_UP_TO } from '../check-disk.ts';
import { millionsPerSecond, perSecond } from '../result.ts';
import { TARGETS } from '../targets.ts';
import type { Outcome } from '../tasks/task.ts';
import { addMemory } from './simulate-market.ts';
import { sqlList, type SimulatedInput, type Stage } from './step.ts';

/** What two sets of rows are compared by: their number and an order-free digest of the columns that no rule changes. */
const DIGEST = `count(*)::varchar as rows, bit_xor(hash(booking_id, platform_code, practitioner_id_nat, booked_at, appointment_start, status, channel, weight))::varchar as digest`;

/** Ingestion of CSV (one file) and of Parquet (as simulated), each beside the bare engine’s typed copy of the same file. */
export async function measureIngest(stage: Stage, files: readonly SimulatedInput[], home: string): Promise<void> {
  const bookings = files.filter((f) => f.table === 'booking');
  if (stage.bookings <= CSV_UP_TO) await measureCsv(stage, bookings);
  stage.say('ingesting Parquet');
  const copied = join(stage.directory, 'bare.parquet');
  const bare = await stage.run({
    kind: 'bare',
    statements: [
      `copy (select * from read_parquet(${sqlList(bookings.map((f) => f.path))})) to '${copied}' (format parquet, compression zstd)`,
    ],
  });
  const ours = await stage.run({
    kind: 'ingest',
    home,
    files: bookings.map(({ path, profile }) => ({ path, profile })),
  });
  await compare(stage, { home, ids: ours.texts['ids'] ?? '', copied, what: 'Parquet' });
  add(stage, `Parquet, ${bookings.length} files`, ours, bare);
  await rm(copied, { force: true });
}

async function measureCsv(stage: Stage, bookings: readonly SimulatedInput[]): Promise<void> {
  stage.say('ingesting CSV');
  const csv = join(stage.directory, 'bookings.csv');
  const copied = join(stage.directory, 'bare.parquet');
  const home = join(stage.directory, 'csv-home');
  await stage.run({
    kind: 'bare',
    statements: [`copy (select * from read_parquet(${sqlList(bookings.map((f) => f.path))})) to '${csv}' (header)`],
  });
  const columns = loadContract('booking').fields.map((f) => `'${f.name}': '${f.type}'`);
  const bare = await stage.run({
    kind: 'bare',
    statements: [
      `copy (select * from read_csv('${csv}', header = true, delim = ',', columns = {${columns.join(', ')}})) to '${copied}' (format parquet, compression zstd)`,
    ],
  });
  const ours = await stage.run({ kind: 'ingest', home, files: [{ path: csv, profile: 'booking-export' }] });
  await compare(stage, { home, ids: ours.texts['ids'] ?? '', copied, what: 'CSV' });
  add(stage, 'CSV, one file', ours, bare);
  await Promise.all([csv, copied, home].map((path) => rm(path, { recursive: true, force: true })));
}

async function compare(
  stage: Stage,
  given: { home: string; ids: string; copied: string; what: string },
): Promise<void> {
  const rows = given.ids.split(',').map((id) => join(given.home, 'warehouse/ingests', id, 'rows.parquet'));
  const digest = async (source: string): Promise<string> => {
    const { texts } = await stage.run({ kind: 'bare', statements: [`select ${DIGEST} from ${source}`] });
    return `${texts['rows']} rows, digest ${texts['digest']}`;
  };
  const ours = await digest(`read_parquet(${sqlList(rows)}) where _reject is null`);
  const bare = await digest(`read_parquet('${given.copied}')`);
  if (ours !== bare) stage.differ(`${given.what}: ingested ${ours}; by hand ${bare}.`);
}

function add(stage: Stage, name: string, ours: Outcome, bare: Outcome): void {
  const rows = ours.facts['rowsIn'] ?? 0;
  const ratio = bare.milliseconds / ours.milliseconds;
  stage.add({
    group: 'ingest',
    name,
    got: millionsPerSecond(rows, ours.milliseconds),
    byHand: millionsPerSecond(rows, bare.milliseconds),
    target: `≥ ${TARGETS.ingestOverBare} × by hand`,
    met: ratio >= TARGETS.ingestOverBare,
    note: `${ratio.toFixed(2)} × the bare copy; ${ours.facts['rejected'] ?? 0} rows refused`,
    facts: {
      rows,
      milliseconds: ours.milliseconds,
      rowsPerSecond: perSecond(rows, ours.milliseconds),
      byHandMilliseconds: bare.milliseconds,
      ratio,
    },
  });
  addMemory(stage, `ingestion of ${name}`, ours.peakMemoryMb, TARGETS.peakMemoryMb);
}
