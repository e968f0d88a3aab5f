import { statfs } from 'node:fs/promises';
import { AppError } from '@vigie/kernel';

/** Bytes that a million bookings take at most while they are measured: simulated files, stored files, ingests, release, plain table, spill. */
const BYTES_PER_BOOKING = 550;
/** The CSV and what is made of it, for sizes up to `CSV_UP_TO`. */
const CSV_BYTES_PER_BOOKING = 900;
export const CSV_UP_TO = 10_000_000;
/** Equipment and register grow with practitioners, not with bookings. */
const BASE_BYTES = 3e9;

export function bytesNeeded(bookings: number): number {
  return BASE_BYTES + bookings * (BYTES_PER_BOOKING + (bookings <= CSV_UP_TO ? CSV_BYTES_PER_BOOKING : 0));
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(0)} GB`;
}

/** @throws AppError LIMIT_REACHED when the disk under `directory` is too small for the largest size. */
export async function checkDisk(directory: string, sizes: readonly number[]): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  const needed = Math.max(...sizes.map(bytesNeeded));
  if (free >= needed) return;
  throw new AppError(
    'LIMIT_REACHED',
    `The bench needs about ${gigabytes(needed)} under ${directory} for ${Math.max(...sizes).toLocaleString('en')} bookings; ${gigabytes(free)} are free.`,
    {
      reason: 'DISK_TOO_SMALL',
      where: { directory },
      cure: 'Give another place with --directory, or fewer bookings with --rows.',
    },
  );
}
