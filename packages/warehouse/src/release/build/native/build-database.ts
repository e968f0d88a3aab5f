import { constants } from 'node:fs';
import { textOf } from '../../../engine/read-rows.ts';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256File } from '@vigie/evidence';
import { quoteText } from '../../../engine/quote.ts';
import { progress, rows, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { BuiltBookings } from '../booking/build-bookings.ts';
import { DATABASE_FILE } from '../../paths.ts';
import { collectDictionaries, dictionariesCover } from './dictionaries.ts';
import type { Dictionaries } from './dictionaries.ts';
import { createSchema } from './create-schema.ts';
import { insertMonth } from './insert-month.ts';
import { fillIngests } from './fill-ingests.ts';

export interface OpenedDatabase {
  /** True when the previous release's database was copied and only what changed is written. */
  readonly extended: boolean;
  /** First month written now, `YYYY-MM`; null when none was. */
  readonly firstNewMonth: string | null;
}

/** Attaches `vigie.duckdb` as `vigie` and brings its facts, dimensions and rollups up to the months built. */
export async function buildDatabase(context: BuildContext, bookings: BuiltBookings): Promise<OpenedDatabase> {
  const dictionaries = await collectDictionaries(
    context,
    bookings.months.map((month) => month.record),
  );
  const extended = await tryExtend(context, bookings, dictionaries);
  if (!extended) {
    await attach(context);
    await createSchema(context, dictionaries);
  }
  await fillIngests(context);
  const pending = bookings.months.filter((month) => !extended || !month.reused);
  for (const [index, { month }] of pending.entries()) {
    progress(context, 'database', index, pending.length);
    await insertMonth(context, month);
  }
  return { extended, firstNewMonth: pending[0]?.month.month ?? null };
}

async function attach(context: BuildContext): Promise<void> {
  await run(context, `attach ${quoteText(join(context.folder, DATABASE_FILE))} as vigie`);
}

/**
 * The previous database serves again when this release only appends months to it: no month of it changed or vanished, its
 * ingests are still there, and its dictionaries hold every code needed.
 */
async function tryExtend(context: BuildContext, bookings: BuiltBookings, needed: Dictionaries): Promise<boolean> {
  const { previous } = context;
  if (previous === null || !onlyAppends(bookings)) return false;
  const { folder, seal } = previous.record;
  const source = join(folder, seal.database.path);
  // Copied facts are sealed anew: a database that was changed must not become a good one in this way.
  const [hash] = await Promise.all([
    sha256File(source, context.signal),
    copyFile(source, join(context.folder, DATABASE_FILE), constants.COPYFILE_FICLONE),
  ]);
  if (hash !== seal.database.sha256) {
    await removeDatabase(context);
    return false;
  }
  await attach(context);
  if (await fits(context, bookings, needed)) return true;
  await run(context, 'detach vigie');
  await removeDatabase(context);
  return false;
}

function onlyAppends(bookings: BuiltBookings): boolean {
  const firstNew = bookings.months.findIndex((month) => !month.reused);
  const tail = firstNew === -1 ? [] : bookings.months.slice(firstNew);
  // Mostly new months: writing them all anew costs no more and gives a tighter file.
  return tail.every((month) => !month.reused) && tail.length * 2 <= bookings.months.length;
}

async function fits(context: BuildContext, bookings: BuiltBookings, needed: Dictionaries): Promise<boolean> {
  const reused = bookings.months.filter((month) => month.reused).map((month) => month.record.month);
  const months = await rows(
    context,
    "select distinct strftime(month, '%Y-%m') as month from vigie.main.rollup_booking_month order by 1",
  );
  if (months.map((row) => textOf(row, 'month')).join() !== reused.join()) return false;
  const ids = new Set(context.ingests.map((ingest) => ingest.record.id));
  const before = await rows(context, "select ingest_id as id from vigie.main.ingest where table_name = 'booking'");
  if (!before.every((row) => ids.has(textOf(row, 'id')))) return false;
  return dictionariesCover(await readDictionaries(context), needed);
}

async function readDictionaries(context: BuildContext): Promise<Dictionaries> {
  const found = await rows(
    context,
    "select type_name as name, labels from duckdb_types() where database_name = 'vigie' and schema_name = 'main' and labels is not null",
  );
  const row = z.object({ name: z.string(), labels: z.array(z.string()) });
  return Object.fromEntries(
    found.map((each) => row.parse(each)).map((each) => [each.name.replace(/_code$/, ''), each.labels]),
  ) as unknown as Dictionaries;
}

async function removeDatabase(context: BuildContext): Promise<void> {
  await rm(join(context.folder, DATABASE_FILE), { force: true });
  await rm(join(context.folder, `${DATABASE_FILE}.wal`), { force: true });
}
