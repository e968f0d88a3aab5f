import { join } from 'node:path';
import type { Engine } from '../engine/open-engine.ts';
import type { Horizon } from '../market/create-lookups.ts';
import { copyToParquet, type AccessTable, type SimulatedFile } from '../output/copy-to-parquet.ts';
import { chunkName, cutHorizon } from '../output/write-bookings.ts';
import { ACCESS_SIDES, VOLUMES } from './parameters.ts';
import { createAccessLookups, type AccessInput } from './tables/create-access-lookups.ts';
import { createRequests, requestSql } from './tables/request-sql.ts';
import { changeSql, namedSearchSql, searchSql } from './tables/search-sql.ts';
import { createProbes, createSlots, exposureSql, probeSql, slotSql } from './tables/slot-sql.ts';
import * as terms from './tables/terms-sql.ts';
import {
  addAccessCounts,
  countAccess,
  countRegister,
  createAccessTruth,
  readAccessCounts,
  type CountedTables,
} from './truth/count-access.ts';

export interface AccessOutput extends AccessInput {
  readonly directory: string;
  readonly onFiles?: (files: readonly SimulatedFile[]) => void;
  readonly signal?: AbortSignal;
}

/** Requests of a month from which on each month has files of its own. */
const MONTHLY_FILES_FROM = 100_000;

function isMonthly({ scale }: AccessOutput): boolean {
  return ACCESS_SIDES.reduce((sum, side) => sum + VOLUMES[side].requests, 0) * scale >= MONTHLY_FILES_FROM;
}

/**
 * Writes the access tables, one file per big table and year (or month), and counts the truth of them into `engine`. As for bookings, every worker
 * is an engine with one thread, which already holds the calendar and the practitioners.
 */
export async function writeAccess(
  engine: Engine,
  output: AccessOutput,
  workers: { count: number; open: () => Promise<Engine> },
): Promise<SimulatedFile[]> {
  await createAccessTruth(engine);
  const chunks = cutHorizon(output.access, isMonthly(output) ? 'month' : 'year');
  const written = new Map<number, SimulatedFile[]>();
  let next = 0;
  const work = async (): Promise<CountedTables> => {
    const worker = await workers.open();
    try {
      await createAccessLookups(worker, output);
      await createAccessTruth(worker);
      // The last piece of work is the small tables.
      for (let i = next++; i <= chunks.length; i = next++) {
        output.signal?.throwIfAborted();
        const chunk = chunks[i];
        const files = chunk === undefined ? await writeTerms(worker, output) : await writeChunk(worker, output, chunk);
        written.set(i, files);
        output.onFiles?.(files);
      }
      return await readAccessCounts(worker);
    } finally {
      worker.close();
    }
  };
  const counted = await Promise.all(Array.from({ length: Math.min(workers.count, chunks.length + 1) }, work));
  await addAccessCounts(engine, counted);
  return Array.from({ length: chunks.length + 1 }, (_, i) => written.get(i) ?? []).flat();
}

async function writeChunk(engine: Engine, output: AccessOutput, chunk: Horizon): Promise<SimulatedFile[]> {
  const { seed } = output;
  await createRequests(engine, seed, chunk);
  await createSlots(engine, seed, chunk);
  await createProbes(engine, seed, chunk);
  await countAccess(engine, chunk);
  const files: SimulatedFile[] = [];
  const selects: [AccessTable, string][] = [
    ['api_request', requestSql()],
    ['slot', slotSql(chunk)],
    ['slot_exposure', exposureSql(chunk)],
    ['probe', probeSql()],
    ...(isMonthly(output) ? listsOf(seed, chunk) : []),
  ];
  for (const [table, select] of selects) files.push(await writeTable(engine, output, table, select, chunkName(chunk)));
  return files;
}

/** Tables of middling size: one file each for all months, unless months have files of their own. */
function listsOf(seed: number, chunk: Horizon): [AccessTable, string][] {
  return [
    ['search_result', searchSql(seed, chunk)],
    ['change_event', changeSql(seed, chunk)],
    ['named_search', namedSearchSql(seed, chunk)],
  ];
}

async function writeTerms(engine: Engine, output: AccessOutput): Promise<SimulatedFile[]> {
  const { seed } = output;
  await countRegister(engine, seed);
  const files: SimulatedFile[] = [];
  const selects: [AccessTable, string][] = [
    ['access_request', terms.accessRequestSql(seed)],
    ['support_ticket', terms.supportTicketSql(seed)],
    ['access_fee', terms.accessFeeSql()],
    ['change_notice', terms.changeNoticeSql()],
    ['capability', terms.capabilitySql()],
    ['channel_setting', terms.channelSettingSql()],
    ...(isMonthly(output) ? [] : listsOf(seed, output.access)),
  ];
  for (const [table, select] of selects) files.push(await writeTable(engine, output, table, select));
  return files;
}

async function writeTable(
  engine: Engine,
  { directory }: AccessOutput,
  table: AccessTable,
  select: string,
  part?: string,
): Promise<SimulatedFile> {
  const name = `${table.replaceAll('_', '-')}${part === undefined ? '' : `-${part}`}.parquet`;
  const path = join(directory, name);
  const rows = await copyToParquet(engine, select, path);
  return { table, path, rows, profile: 'access-export' };
}
