import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshHome, runVigie } from '../testing/run-vigie.ts';

const GOOD = 'id_centre,date_debut_semaine,rdv_pris,code_departement\n1,2021-04-12,10,75\n2,2021-04-12,dix,75\n';

let home: string;
let file: string;
beforeAll(() => {
  home = freshHome();
  file = join(home, 'counts.csv');
  writeFileSync(file, GOOD);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('says what came in, what was refused and what to do next; the same file changes nothing', async () => {
  const first = await runVigie(home, ['ingest', file]);
  expect(first.code, first.stderr).toBe(0);
  expect(first.stdout).toMatch(/read as fr-vaccination-bookings \(guessed from its header\)/);
  expect(first.stdout).toMatch(/2 rows in = 1 accepted \+ 1 refused/);
  expect(first.stdout).toMatch(/Next: vigie rejects --ingest [0-9a-f]{16}/);
  expect((await runVigie(home, ['ingest', file])).stdout).toMatch(/already ingested as [0-9a-f]{16}, nothing changed/);
}, 60_000);

it('lists the refused rows with line, reason and original text', async () => {
  const table = await runVigie(home, ['rejects']);
  expect(table.stdout).toMatch(/line 3 {2}CAST {2}rdv_pris is “dix”; expected a whole number\./);
  expect(table.stdout).toMatch(/Showing 1 of 1\./);
  const csv = await runVigie(home, ['rejects', '--format', 'csv']);
  expect(csv.stdout.trim().split('\n')).toHaveLength(2);
  expect(csv.stdout).toContain('"2,2021-04-12,dix,75"');
}, 60_000);

it('proposes a mapping on standard output that reads the file as it is', async () => {
  const guess = await runVigie(home, ['ingest', '--map', '-', '--guess', file]);
  const map = join(home, 'mapping.json');
  writeFileSync(map, guess.stdout);
  const run = await runVigie(home, ['ingest', '--map', map, '--json', file]);
  expect(run.code, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({ table: 'booking_count', accepted: 1, rejected: 1 });
}, 60_000);

it('a file that fails is one sentence and exit code 1; the others come in', async () => {
  const empty = join(home, 'empty.csv');
  const other = join(home, 'other.csv');
  writeFileSync(empty, '');
  writeFileSync(other, GOOD.replace('dix', '11'));
  const run = await runVigie(home, ['ingest', empty, other]);
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/“empty.csv” is empty/);
  expect(run.stdout).toMatch(/2 rows in = 2 accepted \+ 0 refused/);
}, 60_000);
