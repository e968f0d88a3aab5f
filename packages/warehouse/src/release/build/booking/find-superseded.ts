import { join } from 'node:path';
import { quoteText } from '../../../engine/quote.ts';
import { count, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { reuseFile } from '../previous-release.ts';
import { writeParquet } from '../register-file.ts';
import { KEY_HASH } from './index-ingests.ts';
import type { IngestIndex } from './index-ingests.ts';
import { INGESTS_INDEX, ingestsIndexSchema } from './plan-months.ts';

const COLLISIONS = 'index/collisions.parquet';
/** Keys compared at once, so that memory does not grow with the number of bookings. */
const BATCH = 4_000_000;

/**
 * Fills the work table `superseded(ingest_id, origin_row, booked_at)`: rows whose booking stands in another file too, extracted
 * later. Latest `extracted_at` wins; between equals the newer file; so the answer depends on the set of files, not on their order.
 */
export async function findSuperseded(context: BuildContext, indexes: readonly IngestIndex[]): Promise<number> {
  await run(
    context,
    'create or replace table superseded (ingest_id varchar, origin_row uinteger, booked_at timestamptz)',
  );
  if (indexes.length < 2) return 0;
  await collectCollisions(context, indexes);
  const shared = await count(
    context,
    `select count(*) from read_parquet(${quoteText(join(context.folder, COLLISIONS))})`,
  );
  if (shared === 0) return 0;
  const batches = Math.ceil(shared / BATCH);
  for (let batch = 0; batch < batches; batch += 1) await resolveBatch(context, indexes, { batch, batches });
  return count(context, 'select count(*) from superseded');
}

/** Writes the key hashes that stand in more than one file. What the previous release knew of its files is not compared again. */
async function collectCollisions(context: BuildContext, indexes: readonly IngestIndex[]): Promise<void> {
  await run(context, 'create or replace table shared_key (h ubigint)');
  const known = await knownIngests(context, indexes);
  const fresh = indexes.filter((index) => !known.has(index.ingest.record.id));
  if (known.size > 0 && fresh.length === 0 && (await reuseFile(context, COLLISIONS))) return;
  if (known.size > 0 && fresh.length < known.size) await compareFresh(context, indexes, fresh);
  else await compareAll(context, indexes);
  await writeParquet(context, COLLISIONS, 'select distinct h from shared_key order by h');
}

/** The files whose collisions the previous release lists; none if one of its files is gone, because it may have been a partner. */
async function knownIngests(context: BuildContext, indexes: readonly IngestIndex[]): Promise<ReadonlySet<string>> {
  const { previous } = context;
  const before = (await previous?.readIndex(INGESTS_INDEX, ingestsIndexSchema))?.map((each) => each.ingestId) ?? [];
  const now = new Set(indexes.map((index) => index.ingest.record.id));
  const listed = previous?.record.manifest.files.some((file) => file.path === COLLISIONS) ?? false;
  return listed && before.every((id) => now.has(id)) ? new Set(before) : new Set();
}

/** The old collisions, and those of the new files with each other and with the old ones. */
async function compareFresh(
  context: BuildContext,
  indexes: readonly IngestIndex[],
  fresh: readonly IngestIndex[],
): Promise<void> {
  const old = indexes.filter((index) => !fresh.includes(index));
  await run(
    context,
    `insert into shared_key from read_parquet(${quoteText(join(context.previous?.record.folder ?? '', COLLISIONS))})`,
  );
  await run(context, `create or replace table fresh_key as select h, count(*) as n from ${keysOf(fresh)} group by h`);
  await run(context, 'insert into shared_key select h from fresh_key where n > 1');
  await run(context, `insert into shared_key select k.h from ${keysOf(old)} k semi join fresh_key f on k.h = f.h`);
}

/** In slices of the range of hashes, so that memory is bounded: the files are sorted, a slice reads its part. */
async function compareAll(context: BuildContext, indexes: readonly IngestIndex[]): Promise<void> {
  const total = indexes.reduce((sum, index) => sum + index.ingest.record.accepted, 0);
  const slices = Math.max(1, Math.ceil(total / (BATCH * 4)));
  const width = 2n ** 64n / BigInt(slices);
  for (let slice = 0; slice < slices; slice += 1) {
    const from = width * BigInt(slice);
    const last = slice === slices - 1 ? 2n ** 64n - 1n : from + width - 1n;
    const range = `h between ${from}::ubigint and ${last}::ubigint`;
    await run(
      context,
      `insert into shared_key select h from ${keysOf(indexes)} where ${range} group by h having count(*) > 1`,
    );
  }
}

function keysOf(indexes: readonly IngestIndex[]): string {
  const files = indexes.flatMap((index) => (index.keys === null ? [] : [quoteText(index.keys)]));
  return `read_parquet([${files.join(', ')}])`;
}

async function resolveBatch(
  context: BuildContext,
  indexes: readonly IngestIndex[],
  slice: { batch: number; batches: number },
): Promise<void> {
  const shared = `select h from read_parquet(${quoteText(join(context.folder, COLLISIONS))}) where h % ${slice.batches} = ${slice.batch}`;
  await run(context, `create or replace table shared_batch as ${shared}`);
  const candidates = indexes
    .map(
      ({
        ingest,
      }) => `select '${ingest.record.id}' as ingest_id, ${ingest.rank} as rank, cast(file_row_number + 1 as uinteger) as origin_row,
        platform_code, booking_id, extracted_at, booked_at from read_parquet(${quoteText(ingest.rowsFile)}, file_row_number = true)
       where _reject is null and ${KEY_HASH} in (select h from shared_batch)`,
    )
    .join(' union all ');
  await run(
    context,
    `insert into superseded select ingest_id, origin_row, booked_at from (
      select *, row_number() over (partition by platform_code, booking_id order by extracted_at desc, rank, origin_row desc) as place from (${candidates}))
     where place > 1`,
  );
}
