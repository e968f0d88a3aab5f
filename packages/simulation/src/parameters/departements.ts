import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.object({
  departements: z
    .array(z.object({ departement: z.string(), population: z.int().positive(), lat: z.number(), lon: z.number() }))
    .length(101),
});

export interface Departement {
  readonly departement: string;
  readonly population: number;
  readonly lat: number;
  readonly lon: number;
  /** The nearest other one: where a practitioner’s patients from elsewhere live. */
  readonly neighbour: number;
}

/** The 101 départements with INSEE’s population, from `data/reference/simulation-departements.json`. */
export function loadDepartements(): Departement[] {
  const file = new URL('../../../../data/reference/simulation-departements.json', import.meta.url);
  const rows = schema.parse(JSON.parse(readFileSync(file, 'utf8'))).departements;
  return rows.map((row, i) => ({ ...row, neighbour: nearest(rows, i) }));
}

function nearest(rows: readonly { lat: number; lon: number }[], index: number): number {
  const here = rows[index];
  let best = -1;
  let bestDistance = Infinity;
  rows.forEach((row, i) => {
    if (i === index || here === undefined) return;
    const distance = (row.lat - here.lat) ** 2 + (0.7 * (row.lon - here.lon)) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [i, distance];
  });
  return best;
}
