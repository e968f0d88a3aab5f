import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@vigie/kernel';
import { accessHorizon, accessScale } from './access/horizon.ts';
import { gatherAccessTruth } from './access/truth/access-truth.ts';
import { writeAccess } from './access/write-access.ts';
import { createCodes } from './engine/create-codes.ts';
import { openEngine, type Engine } from './engine/open-engine.ts';
import { createLookups, type Horizon } from './market/create-lookups.ts';
import { createPatientRanges } from './market/create-patients.ts';
import { createPractitioners } from './market/create-practitioners.ts';
import { createSpells } from './market/create-spells.ts';
import { chooseScale, type VolumeOptions } from './market/create-volumes.ts';
import { simulationOptionsSchema, type ParsedOptions, type SimulationOptions } from './options.ts';
import type { SimulatedFile } from './output/copy-to-parquet.ts';
import { cutHorizon, writeBookings } from './output/write-bookings.ts';
import { writeEquipment } from './output/write-equipment.ts';
import { writeUniverse } from './output/write-universe.ts';
import { createVendorTruth, writeVendorVolumes } from './output/write-vendor-volumes.ts';
import { monthNumber, monthStartDay } from './parameters/calendar.ts';
import { createTruthTables } from './truth/count-volumes.ts';
import { gatherTruth } from './truth/gather-truth.ts';
import type { Truth } from './truth/truth-schema.ts';

export interface SimulationContext {
  /** Where the files go; created if missing. Files of the same name are replaced. */
  readonly directory: string;
  readonly onProgress?: (progress: SimulationProgress) => void;
  readonly signal?: AbortSignal;
  /** Working memory of each engine, for instance `600MB` (default); there is one, and one per thread while bookings are written. */
  readonly memoryLimit?: string;
  readonly threads?: number;
}

export interface SimulationProgress {
  readonly filesDone: number;
  readonly rowsDone: number;
  readonly rowsExpected: number;
}

export interface SimulationResult {
  readonly files: readonly SimulatedFile[];
  readonly truth: Truth;
  readonly truthPath: string;
}

/** Bookings a month above which each month gets files of its own. */
const MONTHLY_FILES_FROM = 50_000;

/**
 * Makes a synthetic market whose truth is known, as Parquet files in the contracts’ form, with `truth.json` beside them. The same options give
 * the same files, byte for byte, on any machine with the same engine version. Memory stays bounded whatever the number of bookings.
 * @throws AppError BAD_INPUT for options out of range, CANCELLED when the signal fires
 */
export async function simulateMarket(
  context: SimulationContext,
  options: SimulationOptions,
): Promise<SimulationResult> {
  const parsed = parseOptions(options);
  const threads = context.threads ?? Math.min(4, availableParallelism());
  await mkdir(context.directory, { recursive: true });
  const engine = await openEngine({ memoryLimit: memoryLimit(context), threads });
  try {
    return await simulate(engine, context, { options: parsed, threads });
  } catch (error) {
    if (context.signal?.aborted !== true) throw error;
    throw new AppError('CANCELLED', 'The simulation was cancelled; the files written so far are incomplete.', {
      reason: 'CANCELLED',
    });
  } finally {
    engine.close();
  }
}

function parseOptions(options: SimulationOptions): ParsedOptions {
  const parsed = simulationOptionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError(
    'BAD_INPUT',
    `The simulation cannot run with ${issue?.path.join('.') ?? 'these options'}: ${issue?.message ?? ''}.`,
    {
      reason: 'BAD_SIMULATION_OPTION',
      where: { option: issue?.path.join('.') ?? '' },
    },
  );
}

async function simulate(
  engine: Engine,
  context: SimulationContext,
  { options, threads }: { options: ParsedOptions; threads: number },
): Promise<SimulationResult> {
  const { seed } = options;
  const from = monthNumber(options.from);
  const horizon: Horizon = { from, toExclusive: from + options.months };
  const bookings = options.bookings ?? Math.max(100, Math.round((options.practitioners * options.months) / 4));
  const volume: VolumeOptions = { seed, horizon, bookings, incompleteLastMonth: options.incompleteLastMonth };
  await createMarket(engine, options, horizon);
  const scale = await chooseScale(engine, volume);
  await createPatientRanges(engine, scale, options.practitioners);
  await createVendorTruth(engine, horizon);

  const { directory, signal } = context;
  const extractedAt = monthStartDay(horizon.toExclusive) * 86_400 + 2 * 86_400 + 3 * 3600;
  const per =
    options.filesPer === 'auto'
      ? bookings / options.months >= MONTHLY_FILES_FROM
        ? 'month'
        : 'year'
      : options.filesPer;
  const done = { filesDone: 0, rowsDone: 0, rowsExpected: bookings };
  const onChunk = (files: readonly SimulatedFile[]): void => {
    done.filesDone += files.length;
    done.rowsDone += files.reduce((sum, file) => sum + file.rows, 0);
    context.onProgress?.({ ...done });
  };
  const output = { directory, volume, scale, extractedAt, chunks: cutHorizon(horizon, per), onChunk, signal };
  const openWorker = async (): Promise<Engine> => {
    const worker = await openEngine({ memoryLimit: memoryLimit(context), threads: 1 });
    await createMarket(worker, options, horizon);
    await createPatientRanges(worker, scale, options.practitioners);
    return worker;
  };
  const bookingFiles = await writeBookings(engine, output, { count: threads, open: openWorker });
  signal?.throwIfAborted();
  const otherFiles = [
    ...(await writeUniverse(engine, seed, directory, horizon)),
    ...(await writeEquipment(engine, seed, directory, cutHorizon(horizon, 'year'))),
    await writeVendorVolumes(engine, seed, directory),
  ];
  const access = {
    seed,
    horizon,
    access: accessHorizon(horizon),
    scale: accessScale(options.access, bookings, options.months),
    directory,
    signal,
  };
  const openAccessWorker = async (): Promise<Engine> => {
    const worker = await openEngine({ memoryLimit: memoryLimit(context), threads: 1 });
    await createPlaces(worker, options, horizon);
    return worker;
  };
  const accessFiles =
    access.scale > 0 ? await writeAccess(engine, access, { count: threads, open: openAccessWorker }) : [];
  const accessTruth = access.scale > 0 ? await gatherAccessTruth(engine, access) : null;
  const truth = await gatherTruth(engine, { options, horizon, bookings, scale, extractedAt, access: accessTruth });
  const truthPath = join(directory, 'truth.json');
  await writeFile(truthPath, `${JSON.stringify(truth, null, 1)}\n`);
  return { files: [...bookingFiles, ...otherFiles, ...accessFiles], truth, truthPath };
}

/** Everything that all files are drawn from. Workers make it again rather than share it: it takes seconds, and one thread keeps rows in order. */
async function createMarket(engine: Engine, options: ParsedOptions, horizon: Horizon): Promise<void> {
  await createPlaces(engine, options, horizon);
  await createSpells(engine, options.seed);
  await createTruthTables(engine);
}

/** The calendar and the practitioners, without who uses what: all that the access tables need. */
async function createPlaces(engine: Engine, { practitioners, seed }: ParsedOptions, horizon: Horizon): Promise<void> {
  await createCodes(engine);
  await createLookups(engine, horizon);
  await createPractitioners(engine, { practitioners, seed });
}

function memoryLimit(context: SimulationContext): string {
  return context.memoryLimit ?? '600MB';
}
