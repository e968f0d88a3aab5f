import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figureSchema, type Figure } from '@vigie/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshHome, runVigie } from './testing/run-vigie.ts';

/** The public files lie beside the checkout, never in it; a clone elsewhere has none, and this suite then says so by being skipped. */
const data = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const file = (...parts: string[]): string => join(data, ...parts);

describe.skipIf(!existsSync(data))(
  'public files of spring 2021, through the command line (skipped where ../shared/data is absent)',
  () => {
    const home = freshHome();
    const weeks = ['--from', '2021-04-12', '--to', '2021-05-10'];

    async function figure(...args: string[]): Promise<Figure> {
      const run = await runVigie(home, ['metric', 'run', ...args, '--format', 'json']);
      expect(run.stderr).toBe('');
      return figureSchema.parse((JSON.parse(run.stdout) as { figure: unknown }).figure);
    }

    beforeAll(async () => {
      const registers = ['2021-01-15', '2021-05-04', '2021-07-18'].map((day) =>
        file('fr-centres-vaccination', `centres-vaccination_${day}.csv.gz`),
      );
      for (const args of [
        ['--profile', 'fr-vaccination-centres', ...registers],
        [
          '--profile',
          'fr-vaccination-bookings',
          file('fr-allocations-vs-rdv', 'allocations-vs-rdv_weeks-2021-04-12_2021-05-03.csv.gz'),
        ],
        [
          '--profile',
          'fr-availability',
          file('fr-vitemadose-availability', 'availability_2021-04-10_2021-04-14.csv.gz'),
          file('fr-vitemadose-availability', 'platform_hourly_2021-04-07.json'),
        ],
        [
          '--profile',
          'reference',
          file('fr-denominators', 'departements.csv'),
          file('fr-denominators', 'population_departements_insee.csv'),
        ],
      ]) {
        const run = await runVigie(home, ['ingest', ...args]);
        expect(run, run.stderr).toMatchObject({ code: 0 });
      }
      expect(await runVigie(home, ['release', 'build'])).toMatchObject({ code: 0 });
    });

    it('3,375,685 bookings in four weeks: 2,956,862 + 290,137 + 120,103 + 8,583 outside every platform', async () => {
      const { rows, coverage } = await figure(
        'market.share',
        '--definition',
        'M3_ONLINE_BOOKINGS',
        ...weeks,
        '--register',
        '2021-05-04',
      );
      expect(Object.fromEntries(rows.map((r) => [r['platform'], r.numerator]))).toEqual({
        doctolib: 2_956_862,
        keldoc: 290_137,
        maiia: 120_103,
        none: 8_583,
      });
      expect(rows.map((r) => ((r.value ?? 0) * 100).toFixed(2))).toEqual(['87.59', '8.59', '3.56', '0.25']);
      expect(coverage).toMatchObject({ rowsRead: 3_375_685, rowsCounted: 3_375_685, unmatched: 0, matchedRatio: 1 });
    });

    it('the week of 3 May says 90.95 % and is flagged incomplete; the three before are not', async () => {
      const { rows } = await figure(
        'market.share',
        ...weeks,
        '--grain',
        'week',
        '--platform',
        'doctolib',
        '--register',
        '2021-05-04',
      );
      expect(rows.map((r) => [r['period'], ((r.value ?? 0) * 100).toFixed(2), r.flags.map((f) => f.code)])).toEqual([
        ['2021-04-12', '87.94', []],
        ['2021-04-19', '87.63', []],
        ['2021-04-26', '85.54', []],
        ['2021-05-03', '90.95', ['INCOMPLETE_PERIOD']],
      ]);
    });

    it('the register of 15 January leaves 35 % unmatched, and the figure says so', async () => {
      const { rows, flags, passport } = await figure('market.share', ...weeks, '--register', '2021-01-15');
      expect(rows.find((r) => r['platform'] === 'unmatched')?.value).toBeGreaterThan(0.35);
      expect(flags.map((f) => f.code)).toContain('LOW_COVERAGE');
      expect(passport.choices).toContainEqual(
        expect.objectContaining({ name: 'register', value: '2021-01-15', note: 'asked for' }),
      );
    });

    it('without repairs, the January register knows fewer platforms', async () => {
      const args = ['market.share', ...weeks, '--register', '2021-01-15', '--platform', 'doctolib'];
      const mended = (await figure(...args)).rows[0]?.numerator ?? 0;
      const asItCame = (await figure(...args, '--repairs', 'off')).rows[0]?.numerator ?? 0;
      expect(mended).toBeGreaterThan(asItCame);
      expect(asItCame).toBeGreaterThan(0);
    });

    it('growth into the half-reported week: raw −57 % flagged, −5 % on the sites of both weeks', async () => {
      const { rows } = await figure(
        'growth.change',
        '--from',
        '2021-05-03',
        '--to',
        '2021-05-10',
        '--against',
        'previous',
        '--register',
        '2021-05-04',
      );
      const all = rows.find((r) => r['platform'] === 'all');
      expect(all?.value).toBeCloseTo(334_247 / 775_439 - 1, 12);
      expect(all?.['panelUnits']).toBe(432);
      expect(all?.['balancedRatio']).toBeCloseTo(323_046 / 340_643 - 1, 12);
      expect(all?.flags.map((f) => f.code)).toEqual(expect.arrayContaining(['COVERAGE_CHANGED', 'INCOMPLETE_PERIOD']));
    });

    it('a reading in which none of 471 places is free is a failure of measurement', async () => {
      const { flags } = await figure('market.availability', '--from', '2021-04-10', '--to', '2021-04-15');
      expect(flags).toContainEqual(
        expect.objectContaining({
          code: 'MEASUREMENT_FAILURE',
          facts: expect.objectContaining({ platform: 'other', listed: 471 }),
        }),
      );
    });

    it('the same files again change nothing, and the release verifies', async () => {
      const again = await runVigie(home, [
        'ingest',
        '--profile',
        'fr-vaccination-bookings',
        file('fr-allocations-vs-rdv', 'allocations-vs-rdv_weeks-2021-04-12_2021-05-03.csv.gz'),
      ]);
      expect(again).toMatchObject({ code: 0 });
      expect(again.stdout).toMatch(/nothing changed/i);
      expect((await runVigie(home, ['release', 'build'])).stdout).toMatch(/nothing (has )?changed/i);
      expect(await runVigie(home, ['release', 'verify'])).toMatchObject({ code: 0 });
    });
  },
);
