import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '@vigie/kernel';
import { canonicalJson, sha256 } from '@vigie/evidence';
import { loadContract } from '../contracts/load-contracts.ts';
import { cancelledError, throwIfCancelled } from '../engine/run-sql.ts';
import { chooseVariants, guessProfile } from '../profiles/choose-mapping.ts';
import type { ChosenMapping, Mapping } from '../profiles/mapping.ts';
import { parseMapping } from '../profiles/load-profiles.ts';
import { readHead, receiveFile, type ReceivedFile } from '../reading/receive-file.ts';
import { sniffFormat } from '../reading/sniff-format.ts';
import { dateInName } from './file-date.ts';
import { ingestPaths, sweepLeftovers, temporaryName, type IngestPaths } from './ingest-paths.ts';
import { ingestOptionsSchema, type IngestOptions, type IngestRecord } from './ingest-record.ts';
import { holdsPersonalData, ingestVariant } from './ingest-variant.ts';
import { listIngests } from './list-ingests.ts';
import { openIngestEngine, type IngestEngine } from './open-ingest-engine.ts';
import { ZONED_TABLES } from './resolve-fields.ts';
import { openParquet, openSource, type Source } from './open-source.ts';

export interface IngestContext {
  /** VIGIE_HOME. */
  readonly home: string;
  readonly clock?: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Megabytes of the engine; default 1000, so that the whole stays under 2 GB. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

export interface IngestProgress {
  readonly stage: 'receive' | 'profile' | 'rows' | 'rules' | 'ready';
  /** Bytes while receiving, percent (of 100) while reading rows. */
  readonly done: number;
  readonly total: number;
}

export interface IngestRequest {
  readonly path: string;
  /** The name the user knows, when `path` is an upload's. */
  readonly name?: string;
  /** A profile's name; without one (and without a mapping) it is guessed from the header. */
  readonly profile?: string;
  /** A mapping as read from JSON, not yet checked. */
  readonly mapping?: unknown;
  readonly options?: IngestOptions;
}

/** The record of the file's (first) table, whether it was there before, and the records of its other tables. */
export type IngestOutcome = IngestRecord & {
  readonly alreadyIngested: boolean;
  readonly others: readonly IngestRecord[];
};

export interface OpenedFile {
  readonly context: IngestContext;
  readonly paths: IngestPaths;
  readonly file: ReceivedFile;
  readonly source: Source;
  readonly engine: IngestEngine;
  readonly workDirectory: string;
  readonly options: IngestOptions;
}

/**
 * Takes one file into the warehouse: stores its bytes by content, recognises it, types and checks every row, and
 * publishes the ingest by rename. The same file with the same profile and options changes nothing. Cancelled or killed,
 * it leaves no half ingest.
 * @throws AppError with one sentence about what is wrong with the file, where, and what to do
 */
export async function ingestFile(context: IngestContext, request: IngestRequest): Promise<IngestOutcome> {
  const paths = ingestPaths(context.home);
  const workDirectory = join(paths.ingests, temporaryName());
  try {
    await mkdir(workDirectory, { recursive: true });
    await sweepLeftovers(paths.ingests);
    await sweepLeftovers(paths.files);
    throwIfCancelled(context.signal);
    const file = await receiveFile({
      filesDirectory: paths.files,
      path: request.path,
      ...(request.name === undefined ? {} : { name: request.name }),
      ...(context.signal === undefined ? {} : { signal: context.signal }),
      onBytes: (done, total) => context.onProgress?.({ stage: 'receive', done, total }),
    });
    return await withEngine(context, paths, file, workDirectory, async (engine) => {
      context.onProgress?.({ stage: 'profile', done: 0, total: 1 });
      const source = await open(engine, file, workDirectory, context.signal);
      const options = effectiveOptions(request, file.name, source);
      const opened: OpenedFile = { context, paths, file, source, engine, workDirectory, options };
      const chosen = choose(request, source, file.name);
      return ingestAll(opened, chosen);
    }).catch(async (error: unknown) => {
      await forgetRefused(context.home, paths, file, workDirectory);
      throw error;
    });
  } catch (error) {
    throw translate(error, context.signal);
  } finally {
    await rm(workDirectory, { recursive: true, force: true });
  }
}

/** A refused file is not kept: unless the bytes were there before, or another ingestion may be reading them. */
async function forgetRefused(
  home: string,
  paths: IngestPaths,
  file: ReceivedFile,
  workDirectory: string,
): Promise<void> {
  if (!file.isNew) return;
  const others = (await readdir(paths.ingests)).filter((n) => n.startsWith('.tmp-') && n !== basename(workDirectory));
  const records = await listIngests(home);
  if (others.length > 0 || records.some((r) => r.file.sha256 === file.sha256)) return;
  await rm(file.path, { force: true });
}

/** Personal data does not stay: the ingest has the rows it needs, the bytes go. Another ingestion that may be reading them does the same at its end. */
async function forgetBytes(opened: OpenedFile): Promise<void> {
  const others = (await readdir(opened.paths.ingests)).filter(
    (name) => name.startsWith('.tmp-') && name !== basename(opened.workDirectory),
  );
  if (others.length === 0) await rm(opened.file.path, { force: true });
}

async function withEngine<T>(
  context: IngestContext,
  paths: IngestPaths,
  file: ReceivedFile,
  workDirectory: string,
  work: (engine: IngestEngine) => Promise<T>,
): Promise<T> {
  const engine = await openIngestEngine({
    directories: [workDirectory, paths.files],
    temporaryDirectory: join(workDirectory, 'spill'),
    memoryLimitMb: context.memoryLimitMb ?? 1000,
    fileName: file.name,
    ...(context.threads === undefined ? {} : { threads: context.threads }),
  });
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

async function open(
  engine: IngestEngine,
  file: ReceivedFile,
  workDirectory: string,
  signal?: AbortSignal,
): Promise<Source> {
  const parquet = sniffFormat(await readHead(file.path, 8192), file.name) === 'parquet';
  return parquet ? openParquet(engine.connection, file) : openSource(file, workDirectory, signal);
}

function choose(request: IngestRequest, source: Source, fileName: string): ChosenMapping[] {
  const columns = source.columns.map((c) => c.name);
  if (request.mapping !== undefined) return [chosenMapping(request.mapping, fileName)];
  const profile = request.profile ?? guessProfile(columns, fileName)?.profile;
  if (profile !== undefined) return chooseVariants(profile, columns, fileName);
  throw new AppError(
    'CONTRACT_MISMATCH',
    `No profile fits “${fileName}”: its columns are ${columns.slice(0, 12).join(', ')}${columns.length > 12 ? ', …' : ''}.`,
    {
      reason: 'NO_PROFILE_FITS',
      where: { file: fileName, line: 1 },
      cure: 'Write a mapping: vigie ingest --map - --guess FILE proposes one.',
    },
  );
}

/** A user's mapping is known by its name and its content: another mapping of the same file is another ingest. */
function chosenMapping(content: unknown, fileName: string): ChosenMapping {
  const mapping: Mapping = parseMapping(content, fileName);
  const digest = sha256(canonicalJson(mapping as unknown as Parameters<typeof canonicalJson>[0])).slice(0, 8);
  const name = `map:${mapping.name ?? mapping.table}@${digest}`;
  return { profile: { name, version: mapping.version }, variant: 'map', mapping };
}

/** The options that make a difference to the rows, those read from the file's name among them. */
function effectiveOptions(request: IngestRequest, fileName: string, source: Source): IngestOptions {
  const given = ingestOptionsSchema.parse(request.options ?? {});
  if (given.zone !== undefined) requireZone(given.zone);
  const date = given.date ?? dateInName(fileName) ?? undefined;
  return {
    ...given,
    ...(date === undefined ? {} : { date }),
    ...(given.simulated === true || source.simulated ? { simulated: true } : {}),
  };
}

function requireZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format();
  } catch {
    throw new AppError('BAD_INPUT', `“${zone}” is no time zone.`, {
      reason: 'BAD_ZONE',
      where: { option: 'zone' },
      cure: 'Give the name of one, such as Europe/Paris or UTC.',
    });
  }
}

async function ingestAll(opened: OpenedFile, chosen: readonly ChosenMapping[]): Promise<IngestOutcome> {
  const several = chosen.length > 1;
  const plans = chosen.map((mapping) => {
    const contract = loadContract(mapping.mapping.table);
    const options: IngestOptions = {
      ...relevant(opened.options, mapping.mapping),
      ...(several ? { variant: mapping.variant } : {}),
    };
    const content = { file: opened.file.sha256, profile: { ...mapping.profile }, options: { ...options } };
    return { id: sha256(canonicalJson(content)).slice(0, 16), mapping, contract, options };
  });
  const ids = plans.map((p) => p.id);
  const done: { record: IngestRecord; already: boolean }[] = [];
  for (const plan of plans) {
    done.push(await ingestVariant(opened, { ...plan, sisters: ids.filter((id) => id !== plan.id) }));
  }
  if (done.some(({ record }) => holdsPersonalData(record.issueCounts))) await forgetBytes(opened);
  opened.context.onProgress?.({ stage: 'ready', done: 1, total: 1 });
  const [first, ...others] = done;
  if (first === undefined) throw new TypeError('A file was ingested by no mapping.');
  return { ...first.record, alreadyIngested: done.every((d) => d.already), others: others.map((d) => d.record) };
}

/** A date is part of the ingest only where the mapping asks for one, a zone only where times must have one. */
function relevant(options: IngestOptions, mapping: Mapping): IngestOptions {
  const text = JSON.stringify(mapping.fields);
  const asks = text.includes('"option":"date"') || text.includes('"file":"date"');
  const { date, zone, ...rest } = options;
  return {
    ...rest,
    ...(asks && date !== undefined ? { date } : {}),
    ...(ZONED_TABLES.has(mapping.table) && zone !== undefined ? { zone } : {}),
  };
}

function translate(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return cancelledError();
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('LIMIT_REACHED', 'The disk is full; nothing was taken in.', {
      reason: 'DISK_FULL',
      cure: 'Free some space, or point VIGIE_HOME at a larger disk, then try again.',
      cause: error,
    });
  }
  return error;
}
