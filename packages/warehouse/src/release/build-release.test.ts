import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { openRelease } from './open-release.ts';
import { ingestGoldenA } from './testing/golden-a.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-release-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function ask(sql: string, number?: number): Promise<unknown[][]> {
  const release = await openRelease(home, number);
  try {
    return (await release.engine.query({ text: sql, params: {} })).map((row) => Object.values(row));
  } finally {
    release.close();
  }
}

describe('golden dataset A', () => {
  beforeEach(() => ingestGoldenA(home));

  it('175 + 55 + 50 = 280 online bookings of 700 appointments; equipment 5/3/3, fractional 4/2/2 of 8 equipped, 10 surveyed', async () => {
    const { release, changed } = await buildRelease(home);
    expect(changed).toBe(true);
    expect(release.number).toBe(1);
    expect(
      await ask(
        'select platform, sum(volume), sum(rows) from rollup_booking_month where is_online group by 1 order by 1',
      ),
    ).toEqual([
      ['alpha', 55, 55],
      ['beta', 50, 50],
      ['own', 175, 175],
    ]);
    expect(await ask('select count(*) from fact_booking')).toEqual([[700]]);
    expect(
      await ask('select platform, sum(full_count), sum(fractional) from rollup_equipment_month group by 1 order by 1'),
    ).toEqual([
      ['alpha', 3, 2],
      ['beta', 3, 2],
      ['own', 5, 4],
    ]);
    expect(await ask('select departement, equipped, surveyed from rollup_equipped_month order by 1')).toEqual([
      ['48', 2, 4],
      ['75', 6, 6],
    ]);
    expect(release.manifest).toMatchObject({ dataFrom: '2021-04-01', dataToExclusive: '2021-05-01', simulated: false });
  });
});
