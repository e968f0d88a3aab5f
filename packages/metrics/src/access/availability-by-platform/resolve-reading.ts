import { AppError } from '@vigie/kernel';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNullableText, readText } from '../../frame/read-row.ts';
import { READING_DAYS_SQL } from '../../sql/platform-slots.sql.ts';

export interface Reading {
  readonly day: string;
  /** The reading before it, to tell a listing that collapsed. */
  readonly previousDay: string | null;
  readonly kind: string;
}

/**
 * The reading asked for, or the last one. `vaccination-centre` is understood where the reading says `vaccination-center`.
 * @throws AppError NOT_FOUND for a day or a kind of place without a reading, naming those there are; REFUSED without any
 */
export async function resolveReading(
  context: MetricContext,
  asked: { date?: string | undefined; kind: string },
): Promise<Reading> {
  const rows = (await context.query(READING_DAYS_SQL, {})).map((row) => ({
    day: readText(row, 'day'),
    kind: readNullableText(row, 'place_kind'),
  }));
  const days = [...new Set(rows.map((row) => row.day))];
  const day = asked.date ?? days.at(-1);
  if (day === undefined)
    throw new AppError('REFUSED', 'The release holds no reading of open slots.', {
      reason: 'NO_READING',
      cure: 'Ingest one with the profile fr-availability and build a release.',
    });
  if (!days.includes(day))
    throw new AppError('NOT_FOUND', `No open slots were read on ${day}.`, {
      reason: 'NO_SUCH_READING',
      where: { parameter: 'date' },
      cure: `There are readings of ${days.slice(-12).join(', ')}.`,
    });
  return { day, previousDay: days[days.indexOf(day) - 1] ?? null, kind: kindOf(asked.kind, rows) };
}

function kindOf(asked: string, rows: readonly { kind: string | null }[]): string {
  if (asked === 'all') return asked;
  const kinds = [...new Set(rows.flatMap((row) => row.kind ?? []))].sort();
  const kind = kinds.find((one) => plain(one) === plain(asked));
  if (kind !== undefined) return kind;
  throw new AppError('NOT_FOUND', `No place of the kind "${asked}" was read.`, {
    reason: 'NO_SUCH_KIND',
    where: { parameter: 'kind' },
    cure: `There are ${['all', ...kinds].join(', ')}.`,
  });
}

/** `Vaccination_Centre` and `vaccination-center` are one kind. */
function plain(kind: string): string {
  return kind
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/centre$/, 'center');
}
