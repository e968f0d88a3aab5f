import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from '@vigie/kernel';
import { ingestFile, openRelease, buildRelease, type ReleaseReader } from '@vigie/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { availabilityByPlatform } from './definition.ts';

/** The public file lies beside the checkout, never in it; a clone elsewhere has none, and this suite then says so by being skipped. */
const FILE = fileURLToPath(
  new URL(
    '../../../../../../shared/data/fr-vitemadose-availability/availability_2021-04-10_2021-04-14.csv.gz',
    import.meta.url,
  ),
);

describe.skipIf(!existsSync(FILE))(
  'open slots of 10 and 14 April 2021 (skipped where ../shared/data is absent)',
  () => {
    const home = mkdtempSync(join(tmpdir(), 'vigie-open-slots-'));
    let release: ReleaseReader;
    beforeAll(async () => {
      await ingestFile({ home }, { path: FILE });
      await buildRelease(home);
      release = await openRelease(home);
    });
    afterAll(() => {
      release.close();
      rmSync(home, { recursive: true, force: true });
    });
    const run = (params: Record<string, unknown>): Promise<Figure> =>
      runMetric(release, availabilityByPlatform, params);
    const row = (figure: Figure, platform: string) => figure.rows.find((one) => one['platform'] === platform);

    it('10 April, vaccination centres: doctolib 288 of 1,603, keldoc 66 of 134, maiia 30 of 75', async () => {
      const figure = await run({ date: '2021-04-10', kind: 'vaccination-centre' });
      expect(
        ['doctolib', 'keldoc', 'maiia'].map((p) => [row(figure, p)?.numerator, row(figure, p)?.denominator]),
      ).toEqual([
        [288, 1603],
        [66, 134],
        [30, 75],
      ]);
      expect(row(figure, 'keldoc')?.value).toBeCloseTo(66 / 134, 12);
    });
    it('14 + 11 + 1 = 26 places that only their address names, none of them read: said, and apart; counted when asked for', async () => {
      const figure = await run({ date: '2021-04-10', kind: 'vaccination-centre' });
      const repaired = figure.flags.filter((flag) => flag.code === 'REPAIRED');
      expect(repaired.map((flag) => [flag.facts['platform'], flag.facts['places'], flag.facts['withSlot']])).toEqual([
        ['doctolib', 14, 0],
        ['keldoc', 11, 0],
        ['maiia', 1, 0],
      ]);
      expect(figure.coverage.leftOut).toEqual([{ reason: 'platform_only_by_address', rows: 26 }]);
      const counted = await run({ date: '2021-04-10', kind: 'vaccination-centre', recovered: 'on' });
      expect(row(counted, 'doctolib')).toMatchObject({ numerator: 288, denominator: 1617 });
    });
    it('none of the 471 centres of "other" is free: not read, no share; so no platform is held against it', async () => {
      const figure = await run({ date: '2021-04-10', kind: 'vaccination-centre' });
      expect(row(figure, 'other')).toMatchObject({ value: null, places: 471, placesWithSlot: 0 });
      expect(row(figure, 'other')?.flags).toMatchObject([
        { code: 'MEASUREMENT_FAILURE', facts: { reason: 'NONE_AVAILABLE' } },
      ]);
    });
    it('four days later it lists 4: a listing that fell', async () => {
      const figure = await run({ date: '2021-04-14', kind: 'vaccination-centre' });
      expect(row(figure, 'other')?.flags).toMatchObject([
        { facts: { reason: 'LISTING_FALL', listed: 4, before: 471 } },
      ]);
      expect(row(figure, 'doctolib')).toMatchObject({ numerator: 251, denominator: 1875 });
    });
    it('14 April, département 83: the agenda of the Sainte-Anne hospital three times, 4,732 + 4,732 + 4,733 = 14,197 slots for 4,733', async () => {
      const figure = await run({ date: '2021-04-14', departement: '83' });
      const duplicates = figure.flags.filter((flag) => flag.code === 'DUPLICATE_LISTING' && flag.severity === 'warn');
      expect(duplicates).toHaveLength(1);
      expect(duplicates[0]?.facts).toMatchObject({
        departement: '83',
        platform: 'doctolib',
        times: 3,
        slots: 4733,
        repeats: 9464,
      });
      expect(duplicates[0]?.facts['agenda']).toBe(
        'centre-de-vaccination-covid-19-hopital-d-instruction-des-armees-chia-sainte-anne',
      );
      expect(row(figure, 'doctolib')).toMatchObject({ repeatedSlots: 9464 });
    });
    it('like for like: keldoc has more free centres than the others in its own départements, and the interval leaves out 0', async () => {
      const figure = await run({ date: '2021-04-10', kind: 'vaccination-centre' });
      const keldoc = row(figure, 'keldoc');
      expect(Number(keldoc?.['likeForLikeLow'])).toBeGreaterThan(0);
      expect(Number(keldoc?.['othersRatio'])).toBeLessThan(66 / 134);
      expect(Number(keldoc?.['likeForLike'])).toBeLessThan(66 / 134);
    });
    it('by département every place stands once', async () => {
      const [all, cut] = await Promise.all([
        run({ date: '2021-04-10' }),
        run({ date: '2021-04-10', by: 'departement' }),
      ]);
      const places = (figure: Figure): number => figure.rows.reduce((acc, one) => acc + Number(one['places']), 0);
      expect(places(cut)).toBe(places(all));
      const apart = all.coverage.leftOut.reduce((acc, one) => acc + one.rows, 0);
      expect(all.coverage.rowsCounted).toBe(places(all));
      expect(all.coverage.rowsRead).toBe(places(all) + apart);
    });
  },
);
