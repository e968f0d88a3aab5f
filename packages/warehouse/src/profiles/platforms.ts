import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dataPath } from '../contracts/data-directory.ts';

const platformsSchema = z.object({
  version: z.number(),
  platforms: z.array(z.object({ code: z.string(), names: z.array(z.string()), hosts: z.array(z.string()) })),
  words: z.object({ none: z.array(z.string()), other: z.array(z.string()), unmatched: z.array(z.string()) }),
  hostsOfNobody: z.array(z.string()),
  neverTypos: z.array(z.string()),
});

export interface PlatformBook {
  /** Host → code; a host stands for every host under it. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Name without accents, spaces and signs → code. */
  readonly names: ReadonlyMap<string, string>;
  /** Word → `none`, `other` or `unmatched`. */
  readonly words: ReadonlyMap<string, 'none' | 'other' | 'unmatched'>;
  readonly hostsOfNobody: readonly string[];
  readonly neverTypos: ReadonlySet<string>;
}

let book: PlatformBook | undefined;

/** The booking services that are known by name and address: `data/reference/platforms.json`. */
export function platformBook(): PlatformBook {
  book ??= readBook();
  return book;
}

/** Lower case, no accents, letters and digits only: “Ma Pharma” → `mapharma`. */
export function compact(text: string): string {
  return plain(text).replace(/[^a-z0-9]/g, '');
}

/** Lower case, no accents, single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

function readBook(): PlatformBook {
  const data = platformsSchema.parse(JSON.parse(readFileSync(dataPath('reference', 'platforms.json'), 'utf8')));
  const hosts = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { code, names: known, hosts: at } of data.platforms) {
    for (const host of at) hosts.set(host, code);
    for (const name of [code, ...known]) names.set(compact(name), code);
  }
  const words = new Map<string, 'none' | 'other' | 'unmatched'>();
  for (const kind of ['none', 'other', 'unmatched'] as const) {
    for (const word of data.words[kind]) words.set(plain(word), kind);
  }
  return { hosts, names, words, hostsOfNobody: data.hostsOfNobody, neverTypos: new Set(data.neverTypos) };
}
