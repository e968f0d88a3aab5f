import { quoteText } from '../../../engine/quote.ts';
import { textOf } from '../../../engine/read-rows.ts';
import { loadContract } from '../../../contracts/load-contracts.ts';
import { ingestsOf, rows } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { MonthRecord } from '../booking/month-records.ts';

/** The ENUM types of vigie.duckdb and their values, sorted, so that sorting by code is sorting by text. */
export type Dictionaries = Readonly<Record<DictionaryName, readonly string[]>>;
export type DictionaryName = (typeof DICTIONARY_NAMES)[number];

export const DICTIONARY_NAMES = [
  'platform',
  'departement',
  'profession',
  'specialty',
  'partner',
  'product',
  'account_type',
  'visit_mode',
  'channel',
  'data_origin',
  'status',
  'class',
] as const;

/** Every département, so that a first booking from one of them does not make the database be built anew. */
const DEPARTEMENTS = [
  ...Array.from({ length: 95 }, (_, i) => String(i + 1).padStart(2, '0')).filter((code) => code !== '20'),
  '2A',
  '2B',
  '971',
  '972',
  '973',
  '974',
  '975',
  '976',
];

/** Where codes stand outside bookings: table, column, dictionary. */
const OTHER_SOURCES: readonly (readonly [string, string, DictionaryName])[] = [
  ['equipment_panel', 'platform_code', 'platform'],
  ['universe_snapshot', 'principal_dept', 'departement'],
  ['universe_snapshot', 'profession', 'profession'],
  ['universe_snapshot', 'specialty', 'specialty'],
];

/** The dictionaries this release needs: what its months and panels hold, and the closed lists of the contract. */
export async function collectDictionaries(
  context: BuildContext,
  months: readonly MonthRecord[],
): Promise<Dictionaries> {
  const found = Object.fromEntries(DICTIONARY_NAMES.map((name) => [name, new Set<string>()])) as Record<
    DictionaryName,
    Set<string>
  >;
  const add = (name: DictionaryName, values: readonly string[] | undefined): void => {
    for (const value of values ?? []) found[name].add(value);
  };
  for (const { codes } of months) {
    add('platform', codes.platform_code);
    add('departement', codes.site_dept);
    add('departement', codes.patient_dept);
    add('profession', codes.profession_code);
    add('specialty', codes.specialty_code);
    add('partner', codes.partner_code);
  }
  for (const [table, column, name] of OTHER_SOURCES) add(name, await distinctValues(context, table, column));
  add('departement', DEPARTEMENTS);
  add('class', ['counted', 'test', 'entered_in_error', 'rescheduled']);
  add('product', contractValues('equipment_panel', 'product'));
  for (const name of ['account_type', 'visit_mode', 'channel', 'data_origin', 'status'] as const)
    add(name, contractValues('booking', name));
  for (const name of DICTIONARY_NAMES) if (found[name].size === 0) found[name].add('unknown');
  return Object.fromEntries(DICTIONARY_NAMES.map((name) => [name, [...found[name]].sort()])) as unknown as Dictionaries;
}

/** Whether every code of `needed` is in `existing`. */
export function dictionariesCover(existing: Dictionaries, needed: Dictionaries): boolean {
  return DICTIONARY_NAMES.every((name) => {
    const known = new Set(existing[name]);
    return needed[name].every((value) => value === 'unknown' || known.has(value));
  });
}

function contractValues(table: string, field: string): readonly string[] {
  return loadContract(table).fields.find((each) => each.name === field)?.enum ?? [];
}

async function distinctValues(context: BuildContext, table: string, column: string): Promise<string[]> {
  const files = ingestsOf(context, table).map((ingest) => quoteText(ingest.rowsFile));
  if (files.length === 0) return [];
  const found = await rows(
    context,
    `select distinct ${column} as v from read_parquet([${files.join(', ')}]) where _reject is null and ${column} is not null`,
  );
  return found.map((row) => textOf(row, 'v'));
}
