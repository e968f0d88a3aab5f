import { guessFile, loadProfiles } from '@vigie/warehouse';
import type { FileGuess } from '../jobs/warehouse-work.ts';

type Candidate = FileGuess['candidates'][number];

/** How far each profile is from reading a file with these columns, the closest first; those with nothing in common are left out. */
function rankProfiles(columns: readonly string[]): Candidate[] {
  const present = new Set(columns.map((column) => column.toLowerCase()));
  const lacks = (column: string): boolean => !present.has(column.toLowerCase());
  const candidates = loadProfiles().flatMap(({ name, variants }) =>
    variants.map(({ header }) => {
      const usual = [...header.required, ...header.likely];
      const score = usual.length === 0 ? 0 : usual.filter((column) => !lacks(column)).length / usual.length;
      return { profile: name, score, missing: header.required.filter(lacks) };
    }),
  );
  const closestFirst = candidates
    .filter(({ score }) => score > 0)
    .sort((a, b) => a.missing.length - b.missing.length || b.score - a.score || a.profile.localeCompare(b.profile));
  return closestFirst.filter(
    ({ profile }, index) => closestFirst.findIndex((other) => other.profile === profile) === index,
  );
}

/** Looks at a received file without taking it in. @throws AppError UNREADABLE_FILE as an ingestion would. */
export async function guessUpload(path: string, name: string): Promise<FileGuess> {
  const guess = await guessFile(path, { name });
  return {
    best: guess.profile?.profile ?? null,
    candidates: rankProfiles(guess.columns),
    columns: [...guess.columns],
    encoding: guess.encoding,
    delimiter: guess.delimiter === '' ? null : guess.delimiter,
    mapping: { ...guess.mapping.mapping },
    notes: [...guess.mapping.notes, ...guess.warnings],
  };
}
