import { describe, expect, it } from 'vitest';
import type { Figure } from '@vigie/kernel';
import { runMetric } from '../../frame/run-metric.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { availabilityByPlatform } from './definition.ts';

interface Places {
  readonly day?: string;
  readonly departement: string;
  readonly platform: string;
  readonly places: number;
  readonly withSlot: number;
  readonly asis?: string;
  readonly kind?: string;
}
/** Every place with a slot has ten, at instants of its own. */
function insert(given: Places): string {
  const {
    day = '2021-04-10',
    departement,
    platform,
    places,
    withSlot,
    asis = platform,
    kind = 'vaccination-center',
  } = given;
  return `insert into availability select timestamp '${day} 10:00:00', date '${day}', '${departement}', '${platform}${departement}' || i, 'https://x.example/${platform}/${departement}/p' || i, '${platform}', '${asis}',
    ${asis === platform ? 'null' : "'LABEL'"}, '${kind}', i < ${withSlot}, case when i < ${withSlot} then 10 else 0 end, case when i < ${withSlot} then timestamp '${day} 12:00:00' + to_minutes(i) end, 48.8, 2.3 from range(${places}) t(i)`;
}
const agenda = (place: string, address: string, slots: number, next: string | null = '2021-04-18 10:55:00'): string =>
  `insert into availability values (timestamp '2021-04-10 10:00:00', date '2021-04-10', '75', '${place}', '${address}', 'alpha', 'alpha', null, 'vaccination-center', ${slots > 0}, ${slots}, ${next === null ? 'null' : `timestamp '${next}'`}, 48.8, 2.3)`;
const example = [
  insert({ departement: '75', platform: 'alpha', places: 60, withSlot: 30 }),
  insert({ departement: '48', platform: 'alpha', places: 40, withSlot: 8 }),
  insert({ departement: '75', platform: 'beta', places: 20, withSlot: 12 }),
  insert({ departement: '48', platform: 'beta', places: 30, withSlot: 9 }),
];
const row = (figure: Figure, platform: string, departement = '') =>
  figure.rows.find((one) => one['platform'] === platform && one['departement'] === departement);

describe('access.availability-by-platform', () => {
  it('the worked example: 38/100 against 21/50; in the same départements 0.48, like for like −0.10, crude −0.04', async () => {
    const figure = await runMetric(await memoryRelease(example), availabilityByPlatform, {});
    const alpha = row(figure, 'alpha');
    expect(alpha).toMatchObject({ places: 100, placesWithSlot: 38, value: 0.38, slots: 380, slotsPerPlace: 3.8 });
    expect(alpha?.['othersRatio']).toBeCloseTo(0.48, 12);
    expect(alpha?.['likeForLike']).toBeCloseTo(-0.1, 12);
    expect(Number(alpha?.['likeForLikeLow'])).toBeLessThan(-0.1);
    expect(row(figure, 'beta')?.['likeForLike']).toBeCloseTo(0.1, 12);
    expect(row(figure, 'beta')?.value).toBeCloseTo(0.42, 12);
    expect(figure.flags).toEqual([]);
  });
  it('by département: 30/60 in 75; the others there 12/20', async () => {
    const figure = await runMetric(await memoryRelease(example), availabilityByPlatform, { by: 'departement' });
    expect(row(figure, 'alpha', '75')).toMatchObject({ value: 0.5, othersRatio: 0.6 });
    expect(figure.rows).toHaveLength(4);
  });
  it('one agenda three times: 4,732 + 4,732 + 4,733 slots are 4,733, the flag names it; without slots the same address is a note', async () => {
    const figure = await runMetric(
      await memoryRelease([
        ...example,
        agenda('A1', 'https://x.example/vaccinations/toulon/hia-sainte-anne', 4732),
        agenda('A2', 'https://x.example/vaccinations/toulon/hia-sainte-anne?pid=practice-179632', 4732),
        agenda('A3', 'https://x.example/centre-de-sante/toulon/hia-sainte-anne', 4733),
        agenda('B1', 'https://x.example/var', 0, null),
        agenda('B2', 'https://x.example/var', 0, null),
        // Two places of one page with a slot each at one instant prove nothing.
        agenda('C1', 'https://x.example/mayenne?pid=1', 1),
        agenda('C2', 'https://x.example/mayenne?pid=2', 1),
      ]),
      availabilityByPlatform,
      { platform: 'alpha' },
    );
    const [proved, hint] = figure.flags;
    expect(proved).toMatchObject({
      code: 'DUPLICATE_LISTING',
      severity: 'warn',
      facts: { departement: '75', agenda: 'hia-sainte-anne', times: 3, slots: 4733, repeats: 9464 },
    });
    expect(hint).toMatchObject({ code: 'DUPLICATE_LISTING', severity: 'note', facts: { agenda: 'var', times: 2 } });
    expect(row(figure, 'alpha')).toMatchObject({
      places: 107,
      slots: 380 + 14_197 + 2,
      repeatedSlots: 9464,
      slotsPerPlace: (380 + 4733 + 2) / 107,
    });
    expect(row(figure, 'alpha')?.flags.map((flag) => flag.code)).toEqual(['DUPLICATE_LISTING']);
  });
  it('a platform that lists 30 of 100, or 25 without one slot, was not read: no share, and the others are not held against it', async () => {
    const figure = await runMetric(
      await memoryRelease([
        ...example,
        insert({ day: '2021-04-12', departement: '75', platform: 'alpha', places: 30, withSlot: 10 }),
        insert({ day: '2021-04-12', departement: '75', platform: 'beta', places: 50, withSlot: 20 }),
        insert({ day: '2021-04-12', departement: '75', platform: 'gamma', places: 25, withSlot: 0 }),
        insert({ day: '2021-04-12', departement: '75', platform: 'delta', places: 10, withSlot: 0 }),
      ]),
      availabilityByPlatform,
      {},
    );
    expect(row(figure, 'alpha')).toMatchObject({ value: null, slotsPerPlace: null, likeForLike: null, places: 30 });
    expect(row(figure, 'alpha')?.flags).toMatchObject([
      { code: 'MEASUREMENT_FAILURE', severity: 'refuse', facts: { reason: 'LISTING_FALL', before: 100 } },
    ]);
    expect(row(figure, 'gamma')?.flags).toMatchObject([
      { code: 'MEASUREMENT_FAILURE', facts: { reason: 'NONE_AVAILABLE' } },
    ]);
    expect(row(figure, 'beta')).toMatchObject({ value: 0.4, othersRatio: 0 });
    expect(row(figure, 'delta')).toMatchObject({ value: 0, flags: [] });
    expect(figure.flags.filter((flag) => flag.code === 'MEASUREMENT_FAILURE')).toHaveLength(2);
  });
  it('places that only their address names are said, and counted when asked for', async () => {
    const release = await memoryRelease([
      ...example,
      insert({ departement: '48', platform: 'alpha', asis: 'unmatched', places: 5, withSlot: 0 }),
    ]);
    const apart = await runMetric(release, availabilityByPlatform, {});
    expect(row(apart, 'alpha')).toMatchObject({ places: 100, recoveredPlaces: 5, value: 0.38 });
    expect(apart.flags).toMatchObject([
      { code: 'REPAIRED', severity: 'note', facts: { platform: 'alpha', places: 5 } },
    ]);
    expect(apart.coverage).toMatchObject({
      rowsRead: 155,
      rowsCounted: 150,
      leftOut: [{ reason: 'platform_only_by_address', rows: 5 }],
    });
    expect(row(await runMetric(release, availabilityByPlatform, { recovered: 'on' }), 'alpha')).toMatchObject({
      places: 105,
      value: 38 / 105,
    });
  });
  it('kinds of place as the reading names them, either spelling; what does not exist is refused', async () => {
    const release = await memoryRelease([
      ...example,
      insert({ departement: '75', platform: 'alpha', places: 3, withSlot: 3, kind: 'drugstore' }),
    ]);
    expect(
      row(await runMetric(release, availabilityByPlatform, { kind: 'vaccination-centre' }), 'alpha'),
    ).toMatchObject({ places: 100 });
    expect(row(await runMetric(release, availabilityByPlatform, { kind: 'drugstore' }), 'alpha')).toMatchObject({
      places: 3,
      value: 1,
    });
    await expect(runMetric(release, availabilityByPlatform, { kind: 'hospital' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(runMetric(release, availabilityByPlatform, { date: '2021-05-01' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
