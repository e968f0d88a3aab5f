import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Contract, ContractField } from '../contracts/contract.ts';
import { dataPath } from '../contracts/data-directory.ts';
import { loadContracts } from '../contracts/load-contracts.ts';
import { assumedSource } from './assumed-sources.ts';
import { editDistance } from './edit-distance.ts';
import type { FieldSource, Mapping } from './mapping.ts';
import { plain } from './platforms.ts';
import { contentFit, looksLikeAddresses } from './sniff-content.ts';

export interface GuessInput {
  readonly columns: readonly string[];
  readonly sampleRows: readonly (readonly string[])[];
  readonly fileName: string;
  /** Guess for this table only. */
  readonly table?: string;
}

export interface MappingGuess {
  readonly mapping: Mapping;
  /** 0–1: how much of what the table must have was found in the columns. */
  readonly likelihood: number;
  /** What was assumed, and what must still be filled in by hand. */
  readonly notes: readonly string[];
}

interface Candidate {
  readonly field: ContractField;
  readonly column: string;
  readonly score: number;
}

const aliasesSchema = z.object({ aliases: z.record(z.string(), z.array(z.string())) });
let aliases: Readonly<Record<string, string[]>> | undefined;

/** Proposes where each field of the likeliest table comes from: by names in French and English, then by content. */
export function guessMapping(input: GuessInput): MappingGuess {
  const contracts = loadContracts().filter((c) =>
    input.table === undefined ? c.table !== 'availability_hourly' : c.table === input.table,
  );
  const [best] = contracts.map((contract) => guessFor(contract, input)).sort((a, b) => b.weight - a.weight);
  if (best === undefined) throw new TypeError('There are no contracts.');
  return best.guess;
}

function guessFor(contract: Contract, input: GuessInput): { guess: MappingGuess; weight: number } {
  const chosen = assign(contract, input);
  const fields: Record<string, FieldSource> = {};
  const notes: string[] = [];
  let found = 0;
  let needed = 0;
  let weight = 0;
  const address = addressColumn(contract, chosen, input);
  for (const field of contract.fields) {
    const candidate = chosen.get(field.name);
    const platform = address === null ? null : platformSource(field, address, chosen);
    const source = platform ?? (candidate === undefined ? null : fromColumn(candidate, contract));
    const assumed = source === null ? assumedSource(contract.table, field.name, input) : null;
    if (!field.nullable && assumed?.free !== true) needed++;
    if (source !== null) {
      fields[field.name] = source;
      weight += (candidate?.score ?? 0.8) * (field.nullable ? 0.4 : 1);
      if (!field.nullable) found++;
    } else if (assumed !== null) {
      fields[field.name] = assumed.source;
      if (assumed.note !== null) notes.push(`${field.name}: ${assumed.note}`);
    } else if (!field.nullable)
      notes.push(`${field.name}: no column was recognised; fill it in (column, constant or sql)`);
  }
  const likelihood = needed === 0 ? 0 : Math.min(1, found / needed);
  const mapping: Mapping = {
    name: contract.table,
    version: 1,
    table: contract.table,
    header: { required: [], likely: [] },
    fields,
  };
  // A table that leaves the file's columns unused is less likely the one it was made for.
  const used =
    new Set([...chosen.values()].map((c) => c.column)).size / Math.max(1, Math.min(input.columns.length, 12));
  return { guess: { mapping, likelihood, notes }, weight: weight * likelihood * Math.min(1, used) };
}

/** Each field its best column, each column one field: the surest pairs first. */
function assign(contract: Contract, input: GuessInput): Map<string, Candidate> {
  const pairs = contract.fields
    .flatMap((field) =>
      input.columns.map((column, i) => ({
        field,
        column,
        score: score(
          field,
          column,
          input.sampleRows.map((r) => r[i] ?? ''),
        ),
      })),
    )
    .filter((p) => p.score >= 0.45)
    .sort((a, b) => b.score - a.score);
  const byField = new Map<string, Candidate>();
  const taken = new Set<string>();
  for (const pair of pairs) {
    if (byField.has(pair.field.name) || taken.has(pair.column)) continue;
    byField.set(pair.field.name, pair);
    taken.add(pair.column);
  }
  return byField;
}

function score(field: ContractField, column: string, values: readonly string[]): number {
  const name = nameScore(field.name, column);
  if (name === 0) return 0;
  const fit = contentFit(field, values);
  if (fit === null) return name * 0.9;
  return fit < 0.5 ? name * 0.3 : name * (0.7 + 0.3 * fit);
}

function nameScore(field: string, column: string): number {
  const asked = key(column);
  if (asked === key(field)) return 1;
  aliases ??= aliasesSchema.parse(
    JSON.parse(readFileSync(dataPath('reference', 'field-aliases.json'), 'utf8')),
  ).aliases;
  const known = [field, ...(aliases[field] ?? [])].map(key);
  const rank = known.indexOf(asked);
  if (rank > 0) return 0.95 - rank * 0.005;
  const near = known.some((k) => k.length >= 6 && editDistance(k, asked, 2) <= (k.length >= 9 ? 2 : 1));
  if (near) return 0.8;
  const inside = known.some((k) => k.length >= 5 && (asked.startsWith(k) || asked.endsWith(k)));
  return inside ? 0.6 : 0;
}

function key(name: string): string {
  return plain(name.replace(/([a-z])([A-Z])/g, '$1_$2'))
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

function addressColumn(contract: Contract, chosen: ReadonlyMap<string, Candidate>, input: GuessInput): string | null {
  if (!contract.fields.some((f) => f.name === 'platform_code_asis')) return null;
  const named = chosen.get('booking_address')?.column;
  if (named !== undefined) return named;
  return input.columns.find((_c, i) => looksLikeAddresses(input.sampleRows.map((r) => r[i] ?? ''))) ?? null;
}

function platformSource(
  field: ContractField,
  address: string,
  chosen: ReadonlyMap<string, Candidate>,
): FieldSource | null {
  const part = { platform_code: 'code', platform_code_asis: 'asis', repair: 'repair' } as const;
  if (field.name === 'booking_address') return { column: address };
  const recognise = field.name in part ? part[field.name as keyof typeof part] : undefined;
  if (recognise === undefined) return null;
  const label = chosen.get('platform_code')?.column;
  return label === undefined || label === address ? { recognise, address } : { recognise, address, label };
}

function fromColumn({ field, column }: Candidate, contract: Contract): FieldSource {
  if (field.type === 'VARCHAR' && field.kind === undefined && field.enum === undefined)
    return { column, parse: 'trim' };
  if (field.name === 'month') return { column, parse: 'month' };
  if (field.name === 'commune_insee') return { column, parse: 'commune' };
  if (field.type === 'TIMESTAMPTZ' && contract.table !== 'booking') return { column, parse: 'paris_instant' };
  return { column };
}
