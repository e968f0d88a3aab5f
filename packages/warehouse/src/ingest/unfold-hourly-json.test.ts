import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unfoldHourlyJson } from './unfold-hourly-json.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-hourly-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hours = ['2021-04-07 02:00:00', '2021-04-07 03:00:00', '2021-04-07 04:00:00'];
const lists = (disponible: unknown, total: unknown) => ({ disponible, total });

let turn = 0;
async function unfold(content: unknown): Promise<{ target: string; done: Promise<string> }> {
  turn += 1;
  const path = join(folder, `${turn}.json`);
  const target = join(folder, `${turn}.csv`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const file = { name: 'hourly.json', sha256: '0'.repeat(64), bytes: 1, path, isNew: true, tally: null };
  return { target, done: unfoldHourlyJson(file, path, target) };
}

describe('hourly counts as parallel lists', () => {
  it('three hours of two platforms are six rows, each count at its own hour', async () => {
    const { target, done } = await unfold({
      dates: hours,
      plateformes: {
        Doctolib: lists([182, 190, 185], [1394, 1418, 1400]),
        'Une, autre': lists([0, null, 2], [5, 5, 5]),
      },
    });
    expect(await done).toBe(target);
    expect(readFileSync(target, 'utf8').trimEnd().split('\n')).toEqual([
      'at,platform,places_listed,places_available',
      '2021-04-07 02:00:00,Doctolib,1394,182',
      '2021-04-07 03:00:00,Doctolib,1418,190',
      '2021-04-07 04:00:00,Doctolib,1400,185',
      '2021-04-07 02:00:00,"Une, autre",5,0',
      // A gap stays a gap, not a 0.
      '2021-04-07 03:00:00,"Une, autre",5,',
      '2021-04-07 04:00:00,"Une, autre",5,2',
    ]);
  });
  it.each([
    ['a total too few', lists([1, 2, 3], [9, 9])],
    ['an available too many', lists([1, 2, 3, 4], [9, 9, 9])],
    ['both short', lists([1, 2], [9, 9])],
    ['nothing listed', lists([], [])],
  ])(
    '%s: which hour a count belongs to is not known, so nothing is zipped and nothing written',
    async (_what, uneven) => {
      const { target, done } = await unfold({
        dates: hours,
        plateformes: { Keldoc: lists([1, 2, 3], [9, 9, 9]), Maiia: uneven },
      });
      await expect(done).rejects.toMatchObject({
        code: 'UNREADABLE_FILE',
        reason: 'UNEVEN_LISTS',
        where: { file: 'hourly.json', platform: 'Maiia' },
        message: expect.stringContaining('lists 3 dates'),
        cure: expect.stringContaining('same length'),
      });
      expect(existsSync(target)).toBe(false);
    },
  );
  it('an hour listed twice has two counts, and nothing says which holds', async () => {
    const twice = await unfold({
      dates: [hours[0], hours[1], hours[1]],
      plateformes: { Maiia: lists([1, 2, 3], [9, 9, 9]) },
    });
    await expect(twice.done).rejects.toMatchObject({ reason: 'REPEATED_DATE' });
  });
  it('broken JSON and JSON of another shape are refused by name', async () => {
    await expect((await unfold('{"dates": [')).done).rejects.toMatchObject({ reason: 'BROKEN_JSON' });
    await expect((await unfold({ dates: hours, platforms: {} })).done).rejects.toMatchObject({
      reason: 'UNKNOWN_JSON',
    });
    await expect(
      (await unfold({ dates: hours, plateformes: { Maiia: { total: [1, 2, 3] } } })).done,
    ).rejects.toMatchObject({
      reason: 'UNKNOWN_JSON',
    });
  });
});
