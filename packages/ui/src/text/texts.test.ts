import { FLAG_CODES } from '@vigie/kernel';
import { expect, it } from 'vitest';
import { uiEn } from './en.ts';
import { uiFr } from './fr.ts';
import { textKeys } from './text-shape.ts';

const at = (tree: object, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], tree);
const slots = (text: unknown): string[] =>
  [...String(text).matchAll(/\{\{(\w+)\}\}/gu)].map((m) => String(m[1])).sort();

it('French has every English key, and the same blanks to fill', () => {
  expect(textKeys(uiFr).sort()).toEqual(textKeys(uiEn).sort());
  for (const key of textKeys(uiEn)) expect([key, ...slots(at(uiFr, key))]).toEqual([key, ...slots(at(uiEn, key))]);
});

it('every flag of the kernel has its two words', () => {
  for (const code of FLAG_CODES) expect(Object.keys(uiEn.flag)).toContain(code);
});

it('French spacing: never a plain space before ; ! ? : or %', () => {
  for (const key of textKeys(uiFr)) expect(String(at(uiFr, key))).not.toMatch(/ [;!?:%»]/u);
});
