import { textKeys } from '@vigie/ui/text-shape';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { webEn } from './en/index.ts';
import { webFr } from './fr/index.ts';

const at = (tree: object, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], tree);
const blanks = (text: unknown): string[] =>
  [...String(text).matchAll(/\{\{(\w+)\}\}/gu)].map((m) => String(m[1])).sort();
const keys = textKeys(webEn);

it('French has every English key, and the same blanks to fill', () => {
  expect(textKeys(webFr).sort()).toEqual([...keys].sort());
  for (const key of keys) expect([key, ...blanks(at(webFr, key))]).toEqual([key, ...blanks(at(webEn, key))]);
});

it('French spacing: never a plain space before ; ! ? : or %', () => {
  for (const key of keys) expect(String(at(webFr, key))).not.toMatch(/ [;!?:%»]/u);
});

it('every key that the screens ask for by name exists', () => {
  const root = new URL('../', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/u.test(file) && !file.includes('test'),
  );
  const known = new Set(keys);
  const plural = (key: string): boolean => known.has(key) || known.has(`${key}_one`);
  const missing = files.flatMap((file) =>
    [...readFileSync(new URL(file, root), 'utf8').matchAll(/\bt\(\s*'([^']+)'/gu)]
      .map((match) => String(match[1]))
      .filter((key) => !key.startsWith('ui:') && !plural(key))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});
