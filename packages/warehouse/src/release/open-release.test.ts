import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { listReleases, surveyReleases } from './list-releases.ts';
import { openRelease } from './open-release.ts';
import { ingestGoldenA } from './testing/golden-a.ts';
import { makeIngest } from './testing/make-ingest.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-open-'));
  await ingestGoldenA(home);
  await buildRelease(home);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const COUNT = {
  text: 'select count(*) as n from fact_booking where platform = $platform',
  params: { platform: 'own' },
};

describe('an open release', () => {
  it('two readers share the database; it stays open until the second leaves', async () => {
    const first = await openRelease(home);
    const second = await openRelease(home, 1);
    first.close();
    first.close();
    expect(await second.engine.query(COUNT)).toEqual([{ n: 595 }]);
    second.close();
    const third = await openRelease(home);
    expect(await third.engine.query(COUNT)).toEqual([{ n: 595 }]);
    third.close();
  });

  it('a code that stands in no dictionary matches nothing, without error', async () => {
    const release = await openRelease(home);
    expect(await release.engine.query({ ...COUNT, params: { platform: 'nobody' } })).toEqual([{ n: 0 }]);
    release.close();
  });

  it('can be read, not written, and reads no other file', async () => {
    const release = await openRelease(home);
    const ask = (text: string) => release.engine.query({ text, params: {} });
    await expect(ask('delete from fact_booking')).rejects.toThrow(/read-only/i);
    await expect(ask("select * from read_text('/etc/hostname')")).rejects.toThrow(/disabled/i);
    await expect(ask('set enable_external_access = true')).rejects.toThrow(/Cannot enable external access/);
    release.close();
  });

  it('a reader of an old release keeps it while a new one is published', async () => {
    const old = await openRelease(home);
    await makeIngest({
      home,
      table: 'booking',
      label: 'may',
      sql: "select 'x' as booking_id, 'own' as platform_code, 'P01' as practitioner_id_nat, '75' as site_dept, timestamptz '2021-05-02 08:00:00+00' as booked_at",
    });
    await buildRelease(home);
    const current = await openRelease(home);
    expect([old.number, current.number]).toEqual([1, 2]);
    expect(await old.engine.query(COUNT)).toEqual([{ n: 595 }]);
    expect(await current.engine.query(COUNT)).toEqual([{ n: 596 }]);
    expect(current.info).toEqual({ simulated: false, dataFrom: '2021-04-01', dataToExclusive: '2021-05-03' });
    old.close();
    current.close();
  });

  it('one release without its manifest does not hide the others', async () => {
    const manifest = join(home, 'warehouse/releases/000001/manifest.json');
    await rename(manifest, join(home, 'aside.json'));
    expect((await listReleases(home)).map((release) => release.number)).toEqual([2]);
    expect((await surveyReleases(home)).damaged).toEqual([
      { number: 1, message: 'Release 1 was changed after it was published: manifest.json is missing.' },
    ]);
    await rename(join(home, 'aside.json'), manifest);
  });
});
