import { readFile, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '@vigie/kernel';
import type { ReceivedFile } from '../reading/receive-file.ts';

const series = z.array(z.number().nullable());
const hourlySchema = z.object({
  dates: z.array(z.string()),
  plateformes: z.record(z.string(), z.object({ disponible: series, total: series })),
});

const LARGEST_BYTES = 64 * 1024 * 1024;

/**
 * Vite Ma Dose publishes its hourly counts as parallel lists: dates, and per platform places available and in all.
 * Writes them as rows (at, platform, places_listed, places_available) and returns the path.
 * @throws AppError UNREADABLE_FILE for JSON that is broken, of another shape, or whose lists cannot be aligned
 */
export async function unfoldHourlyJson(file: ReceivedFile, path: string, target: string): Promise<string> {
  if ((await stat(path)).size > LARGEST_BYTES) {
    throw refusal(file.name, 'is JSON of more than 64 MB', 'JSON_TOO_LARGE');
  }
  let content: unknown;
  try {
    content = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refusal(file.name, `is not valid JSON (${error instanceof Error ? error.message : 'broken'})`, 'BROKEN_JSON');
  }
  const parsed = hourlySchema.safeParse(content);
  if (!parsed.success) {
    throw refusal(
      file.name,
      'is JSON of an unknown shape: expected “dates” and “plateformes” with “disponible” and “total”',
      'UNKNOWN_JSON',
    );
  }
  const { dates, plateformes } = parsed.data;
  const repeated = dates.find((at, i) => dates.indexOf(at) !== i);
  if (repeated !== undefined) throw refusal(file.name, `lists the hour ${repeated} more than once`, 'REPEATED_DATE');
  const lines = ['at,platform,places_listed,places_available'];
  for (const [platform, counts] of Object.entries(plateformes)) {
    if (counts.total.length !== dates.length || counts.disponible.length !== dates.length) {
      throw unevenLists(file.name, platform, {
        dates: dates.length,
        totals: counts.total.length,
        available: counts.disponible.length,
      });
    }
    for (const [i, at] of dates.entries()) {
      lines.push(
        [at, platform, counts.total[i] ?? '', counts.disponible[i] ?? ''].map((v) => quote(String(v))).join(','),
      );
    }
  }
  await writeFile(target, `${lines.join('\n')}\n`);
  return target;
}

function quote(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lists of unequal length cannot be aligned: which hour a count belongs to would be a guess. */
function unevenLists(
  name: string,
  platform: string,
  lengths: { dates: number; totals: number; available: number },
): AppError {
  return new AppError(
    'UNREADABLE_FILE',
    `“${name}” lists ${lengths.dates} dates, and ${lengths.totals} totals and ${lengths.available} available for “${platform}”.`,
    {
      reason: 'UNEVEN_LISTS',
      where: { file: name, platform },
      cure: 'Ask for a file whose lists are of the same length as its dates: which hour a count belongs to cannot be guessed.',
    },
  );
}

function refusal(name: string, what: string, reason: string): AppError {
  return new AppError('UNREADABLE_FILE', `“${name}” ${what}.`, { reason, where: { file: name } });
}
