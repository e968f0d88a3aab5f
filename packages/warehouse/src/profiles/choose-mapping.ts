import { AppError } from '@vigie/kernel';
import { loadProfile, loadProfiles } from './load-profiles.ts';
import type { ChosenMapping, Profile } from './mapping.ts';

type Variant = Profile['variants'][number];

/**
 * The variants of a profile that read a file with these columns, one per table: a file may fill two tables.
 * @throws AppError CONTRACT_MISMATCH naming the columns that are missing, and the profile that would fit
 */
export function chooseVariants(profileName: string, columns: readonly string[], fileName: string): ChosenMapping[] {
  const profile = loadProfile(profileName);
  const fitting = fittingVariants(profile, columns);
  if (fitting.length > 0) return fitting.map((variant) => chosen(profile, variant));
  const [nearest] = [...profile.variants].sort((a, b) => missing(a, columns).length - missing(b, columns).length);
  const lacking = nearest === undefined ? [] : missing(nearest, columns);
  const other = guessProfile(columns, fileName);
  throw new AppError(
    'CONTRACT_MISMATCH',
    `“${fileName}” does not look like ${profileName}: the header lacks ${quoteList(lacking)}. It has ${quoteList(columns.slice(0, 8))}${columns.length > 8 ? ` and ${columns.length - 8} more` : ''}.`,
    {
      reason: 'MISSING_COLUMN',
      where: { file: fileName, line: 1, column: lacking[0] ?? '' },
      cure:
        other !== null
          ? `It looks like ${other.profile}: vigie ingest --profile ${other.profile} …`
          : 'Check the file, or give a mapping: vigie ingest --map - --guess FILE proposes one.',
    },
  );
}

export interface ProfileGuess {
  readonly profile: string;
  readonly variants: readonly string[];
  /** 0–1: how many of the profile's usual columns the header has. */
  readonly likelihood: number;
}

/** The profile that a header belongs to, or null when no profile has all its required columns there. */
export function guessProfile(columns: readonly string[], fileName: string): ProfileGuess | null {
  const guesses = loadProfiles().flatMap((profile) => {
    const variants = fittingVariants(profile, columns);
    const [first] = variants;
    if (first === undefined) return [];
    const usual = [...first.header.required, ...first.header.likely];
    const present = usual.filter((c) => has(columns, c)).length;
    const named = profile.filePatterns.some((p) => new RegExp(p, 'i').test(fileName)) ? 0.5 : 0;
    const weight = first.header.required.length + present / usual.length + named;
    return [
      {
        guess: { profile: profile.name, variants: variants.map((v) => v.name), likelihood: present / usual.length },
        weight,
      },
    ];
  });
  return guesses.sort((a, b) => b.weight - a.weight)[0]?.guess ?? null;
}

function fittingVariants(profile: Profile, columns: readonly string[]): Variant[] {
  const byTable = new Map<string, Variant>();
  for (const variant of profile.variants) {
    if (variant.header.required.length === 0 || missing(variant, columns).length > 0) continue;
    const held = byTable.get(variant.table);
    if (held === undefined || held.header.required.length < variant.header.required.length)
      byTable.set(variant.table, variant);
  }
  return [...byTable.values()];
}

function missing(variant: Variant, columns: readonly string[]): string[] {
  return variant.header.required.filter((c) => !has(columns, c));
}

/** Headers vary in case between publishers; nothing else is forgiven here. */
function has(columns: readonly string[], name: string): boolean {
  return columns.some((c) => c.toLowerCase() === name.toLowerCase());
}

function chosen(profile: Profile, variant: Variant): ChosenMapping {
  return { profile: { name: profile.name, version: profile.version }, variant: variant.name, mapping: variant };
}

function quoteList(names: readonly string[]): string {
  return names.map((n) => `“${n}”`).join(', ');
}
