import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { R_CHECKS } from './r-checks.ts';
import type { RVectors } from './r-vectors.ts';

/** Made by make-r-vectors.R (seed 20260301) with R 4.2.2, one case per line; infinite answers are written 1e999. */
const lines = readFileSync(new URL('r-vectors.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const cases = lines.map((line) => JSON.parse(line) as { section: keyof RVectors; case: unknown });

function check<Name extends keyof RVectors>(name: Name, one: unknown): void {
  R_CHECKS[name](one as RVectors[Name][number]);
}

describe('random and extreme inputs against R', () => {
  it.each(Object.keys(R_CHECKS) as (keyof RVectors)[])('%s', (name) => {
    const ours = cases.filter(({ section }) => section === name);
    if (ours.length === 0) throw new Error(`no case of ${name}`);
    for (const { case: one } of ours) {
      try {
        check(name, one);
      } catch (error) {
        throw new Error(`${name}: ${JSON.stringify(one).slice(0, 400)}`, { cause: error });
      }
    }
  });
});
