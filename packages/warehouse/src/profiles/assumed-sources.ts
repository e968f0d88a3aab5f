import type { FieldSource } from './mapping.ts';
import type { GuessInput } from './guess-mapping.ts';

export interface AssumedSource {
  readonly source: FieldSource;
  /** Said to the person; null where nothing is assumed. */
  readonly note: string | null;
  /** True where no column is expected at all: its absence says nothing against the table. */
  readonly free: boolean;
}

const given = (source: FieldSource): AssumedSource => ({ source, note: null, free: true });
const assumed = (constant: string | number | boolean, free = false): AssumedSource => ({
  source: { constant },
  note: `no column was recognised; “${constant}” is assumed for every row, check it`,
  free,
});

/** What stands in for a field that no column of an unknown export gives: from the file, the options, or a stated assumption. */
export function assumedSource(table: string, field: string, input: GuessInput): AssumedSource | null {
  if (field === 'source_file_sha256') return given({ file: 'sha256' });
  if (field === 'snapshot_date') return given({ option: 'date', else: { file: 'date' } });
  if (field === 'extracted_at' || field === 'extracted_on') return given({ option: 'asOf' });
  if (field === 'weight') return { ...assumed(1), free: true };
  if (field === 'platform_code' && table !== 'site_register' && table !== 'availability')
    return { ...given({ option: 'platform' }), free: table === 'booking_count' };
  if (field === 'period_grain') return { ...assumed(grainOf(input)), free: true };
  if (field === 'data_origin') return { ...assumed('PARTNER_API'), free: true };
  if (field === 'is_vaccination' || field === 'is_test') return assumed(false, true);
  if (field === 'is_telehealth') return { ...assumed(false), free: true };
  if (table === 'booking') {
    const usual: Readonly<Record<string, string>> = {
      status: 'booked',
      visit_mode: 'AMB',
      account_type: 'SOLO',
      channel: 'OWN_WEB',
      profession_code: 'MED',
    };
    const value = usual[field];
    return value === undefined ? null : assumed(value);
  }
  if (field === 'active' || field === 'is_equipped') return assumed(true);
  if (field === 'mode') return assumed('LIBERAL');
  return null;
}

/** Weeks when every sampled day is a Monday, months when every one is a first, else days. */
function grainOf(input: GuessInput): 'day' | 'week' | 'month' {
  for (let i = 0; i < input.columns.length; i++) {
    const days = input.sampleRows.map((r) => isoDay(r[i] ?? ''));
    if (days.length === 0 || days.some((d) => d === null)) continue;
    const dates = days.map((d) => new Date(`${d}T00:00:00Z`));
    if (dates.every((d) => d.getUTCDate() === 1)) return 'month';
    if (dates.every((d) => d.getUTCDay() === 1)) return 'week';
    return 'day';
  }
  return 'week';
}

function isoDay(text: string): string | null {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  const french = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(text);
  return iso ?? (french === null ? null : `${french[3]}-${french[2]}-${french[1]}`);
}
