import { join } from 'node:path';
import type { Engine } from '../engine/open-engine.ts';
import type { Horizon } from '../market/create-lookups.ts';
import { createVolumes, type VolumeOptions } from '../market/create-volumes.ts';
import { monthText } from '../parameters/calendar.ts';
import { PLATFORMS } from '../parameters/platforms.ts';
import { addCounts, countVolumes, readCounts, type CountedVolumes } from '../truth/count-volumes.ts';
import { bookingSql, prepareBookings } from './booking-sql.ts';
import { copyToParquet, type SimulatedFile } from './copy-to-parquet.ts';

export interface BookingOutput {
  readonly directory: string;
  readonly volume: VolumeOptions;
  readonly scale: bigint;
  readonly extractedAt: number;
  /** The stretches of months that share a file. */
  readonly chunks: readonly Horizon[];
  readonly onChunk?: (files: readonly SimulatedFile[]) => void;
  readonly signal?: AbortSignal;
}

/**
 * Writes the booking files, one per platform and chunk, and counts the truth of each chunk from its volumes into `engine`. Each worker is an
 * engine with one thread: with more, a file's rows would stand in the order in which threads happen to finish.
 */
export async function writeBookings(
  engine: Engine,
  output: BookingOutput,
  workers: { count: number; open: () => Promise<Engine> },
): Promise<SimulatedFile[]> {
  const written = new Map<number, SimulatedFile[]>();
  let next = 0;
  const work = async (): Promise<CountedVolumes> => {
    const worker = await workers.open();
    try {
      for (let i = next++; i < output.chunks.length; i = next++) {
        output.signal?.throwIfAborted();
        const chunk = output.chunks[i];
        if (chunk === undefined) break;
        const files = await writeChunk(worker, output, chunk);
        written.set(i, files);
        output.onChunk?.(files);
      }
      return await readCounts(worker);
    } finally {
      worker.close();
    }
  };
  const counted = await Promise.all(Array.from({ length: Math.min(workers.count, output.chunks.length) }, work));
  await addCounts(engine, counted);
  return output.chunks.flatMap((_, i) => written.get(i) ?? []);
}

async function writeChunk(engine: Engine, output: BookingOutput, chunk: Horizon): Promise<SimulatedFile[]> {
  await createVolumes(engine, output.volume, output.scale, chunk);
  const platforms = await countVolumes(engine);
  await prepareBookings(engine, { seed: output.volume.seed, scale: output.scale });
  const files: SimulatedFile[] = [];
  for (const platform of PLATFORMS.filter((p) => platforms.has(p))) {
    const name = `booking-${platform}-${chunkName(chunk)}.parquet`;
    const sql = bookingSql({
      seed: output.volume.seed,
      scale: output.scale,
      platform,
      extractedAt: output.extractedAt,
      exportName: `simulated:${output.volume.seed}:${name}`,
    });
    const rows = await copyToParquet(engine, sql, join(output.directory, name));
    files.push({ table: 'booking', path: join(output.directory, name), rows, profile: 'booking-export' });
  }
  return files;
}

/** `2021-03` for a month, `2021` for a year, `2021-03_2021-12` for a part of one. */
export function chunkName({ from, toExclusive }: Horizon): string {
  if (toExclusive - from === 1) return monthText(from);
  if (toExclusive - from === 12 && from % 12 === 0) return monthText(from).slice(0, 4);
  return `${monthText(from)}_${monthText(toExclusive - 1)}`;
}

/** Cuts a horizon into months, or at each January. */
export function cutHorizon(horizon: Horizon, per: 'month' | 'year'): Horizon[] {
  const chunks: Horizon[] = [];
  for (let from = horizon.from; from < horizon.toExclusive;) {
    const end = per === 'month' ? from + 1 : (Math.floor(from / 12) + 1) * 12;
    const toExclusive = Math.min(end, horizon.toExclusive);
    chunks.push({ from, toExclusive });
    from = toExclusive;
  }
  return chunks;
}
