import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import type { ReleaseRecord } from './list-releases.ts';
import { askRelease } from './testing/ask-release.ts';
import { ingestRows } from './testing/ingest-access.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-probes-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const ask = (sql: string): Promise<unknown[][]> => askRelease(home, sql);
type Row = Parameters<typeof ingestRows>[2]['rows'][number];

const slot = (id: string, more: Row = {}): Row => ({
  slot_id: id,
  practitioner_id_nat: 'P1',
  site_dept: '75',
  specialty_code: 'SM54',
  start: '2021-05-16 10:00:00',
  end: '2021-05-16 10:20:00',
  audience: ['PUBLIC'],
  own_patients_only: false,
  visit_kind: 'FIRST',
  visit_modes: ['AMB'],
  status: 'free',
  published_at: '2021-03-01 10:00:00',
  ...more,
});

const probe = (id: string, at: string, own: readonly string[], partner: readonly string[], more: Row = {}): Row => ({
  probe_id: id,
  probed_at: at,
  practitioner_id_nat: 'P1',
  window_from: at,
  window_to: '2021-06-30 00:00:00',
  own_slot_ids: own,
  partner_slot_ids: partner,
  partner_code: 'beta',
  ...more,
});

async function build(
  slots: readonly Row[],
  probes: readonly Row[],
  settings: readonly Row[] = [],
): Promise<ReleaseRecord> {
  if (slots.length > 0) await ingestRows(home, 'slot', { label: 'slots', rows: slots });
  await ingestRows(home, 'probe', { label: 'probes', rows: probes });
  if (settings.length > 0) await ingestRows(home, 'channel_setting', { label: 'settings', rows: settings });
  return (await buildRelease(home, { codeRevision: 'test' })).release;
}

const SEEN =
  'select day, sum("both"), sum(own_only), sum(partner_only), sum(probes), sum(not_eligible), sum(unknown_slot) from rollup_visibility_day group by 1 order by 1';

describe('slots seen by probes', () => {
  it('own {A, B, C}, beta {B, D}: both 1 (B), own only 2 (A, C), beta only 1 (D)', async () => {
    await build(
      ['A', 'B', 'C', 'D'].map((id) => slot(id)),
      [probe('1', '2021-04-06 10:00:00', ['A', 'B', 'C'], ['B', 'D'])],
    );
    expect(await ask(SEEN)).toEqual([['2021-04-06', 1, 2, 1, 1, 0, 0]]);
    expect(
      await ask(
        'select specialty, departement, visit_kind, visit_mode, "both" from rollup_visibility_day where "both" > 0',
      ),
    ).toEqual([['SM54', '75', 'FIRST', 'AMB', 1]]);
  });

  it('a slot counts once a day, by its first probe: own only at 9:00, both at 10:00 → own only 1; the next day both 1', async () => {
    await build(
      [slot('A')],
      [
        probe('1', '2021-04-06 09:00:00', ['A'], []),
        probe('2', '2021-04-06 10:00:00', ['A'], ['A']),
        probe('3', '2021-04-07 09:00:00', ['A'], ['A']),
      ],
    );
    expect(await ask(SEEN)).toEqual([
      ['2021-04-06', 0, 1, 0, 2, 0, 0],
      ['2021-04-07', 1, 0, 0, 1, 0, 0],
    ]);
  });

  it('days are Paris days: 22:30 UTC on April 6 is the 7th, so two probes of one UTC day are two days', async () => {
    await build(
      [slot('A')],
      [probe('1', '2021-04-06 10:00:00', ['A'], []), probe('2', '2021-04-06 22:30:00', ['A'], ['A'])],
    );
    expect(await ask(SEEN)).toEqual([
      ['2021-04-06', 0, 1, 0, 1, 0, 0],
      ['2021-04-07', 1, 0, 0, 1, 0, 0],
    ]);
  });

  it('published 59 s before the probe is not eligible yet; 60 s after publication the next probe judges: 1 own only', async () => {
    await build(
      [slot('A', { published_at: '2021-04-06 09:59:00' })],
      [probe('1', '2021-04-06 09:59:59', ['A'], ['A']), probe('2', '2021-04-06 10:00:00', ['A'], [])],
    );
    expect(await ask(SEEN)).toEqual([['2021-04-06', 0, 1, 0, 2, 0, 0]]);
  });

  it('not eligible: for professionals, own patients, in error, begun, withdrawn = 5; of slots that no file knows: 2', async () => {
    const ids = ['pro', 'patients', 'error', 'begun', 'withdrawn'];
    const release = await build(
      [
        slot('pro', { audience: ['SNP'] }),
        slot('patients', { own_patients_only: true }),
        slot('error', { status: 'entered-in-error' }),
        slot('begun', { start: '2021-04-06 10:00:00', end: '2021-04-06 10:20:00' }),
        slot('withdrawn', { withdrawn_at: '2021-04-06 09:00:00' }),
      ],
      [probe('1', '2021-04-06 10:00:00', [...ids, 'X'], ['Y'])],
    );
    expect(await ask(SEEN)).toEqual([['2021-04-06', 0, 0, 0, 1, 5, 2]]);
    expect(release.manifest.steps.find((step) => step.name.startsWith('probe: slots'))).toMatchObject({
      rowsIn: 7,
      rowsOut: 0,
      leftOut: [{ rows: 5 }, { rows: 2 }],
    });
  });

  it('without any file of slots every listed slot is unknown: 2', async () => {
    await build([], [probe('1', '2021-04-06 10:00:00', ['A', 'B'], ['A'])]);
    expect(await ask(SEEN)).toEqual([['2021-04-06', 0, 0, 0, 1, 0, 2]]);
  });

  it('out of the partner’s scope once its practitioner closes the channel, in again when it opens: 1 + 0 + 1', async () => {
    const set = (at: string, isOpen: boolean, by = 'PRACTITIONER'): Row => ({
      practitioner_id_nat: 'P1',
      partner_code: 'beta',
      changed_at: at,
      is_open: isOpen,
      changed_by: by,
    });
    await build(
      [slot('A')],
      ['2021-04-06', '2021-04-07', '2021-04-08'].map((day) => probe(day, `${day} 10:00:00`, ['A'], [])),
      [
        set('2021-04-06 12:00:00', false),
        set('2021-04-07 12:00:00', true),
        set('2021-04-07 13:00:00', false, 'PLATFORM_DEFAULT'),
      ],
    );
    expect(await ask(SEEN)).toEqual([
      ['2021-04-06', 0, 1, 0, 1, 0, 0],
      ['2021-04-07', 0, 0, 0, 1, 1, 0],
      ['2021-04-08', 0, 1, 0, 1, 0, 0],
    ]);
  });
});

describe('what probes report', () => {
  it('own lists 2 slots in 3 readings, beta 1; the same agenda at one instant again is 1 repeat of each side, a slot twice in one list 1 of beta', async () => {
    await build(
      ['A', 'B'].map((id) => slot(id)),
      [
        probe('1', '2021-04-06 10:00:00', ['A', 'B'], ['A']),
        probe('2', '2021-04-06 10:00:00', ['A', 'B'], [], { window_from: '2021-04-06 10:00:00' }),
        probe('3', '2021-04-06 11:00:00', [], ['A', 'A']),
      ],
    );
    expect(
      await ask(
        "select party, units, listed, available, duplicates from access_reporting where source = 'probe' order by 1",
      ),
    ).toEqual([
      ['beta', 1, 3, 2, 2],
      ['own', 2, 3, 2, 1],
    ]);
  });

  it('the same practitioner asked at one instant for two partners is no repeat', async () => {
    await build(
      [slot('A')],
      [
        probe('1', '2021-04-06 10:00:00', ['A'], []),
        probe('2', '2021-04-06 10:00:00', ['A'], ['A'], { partner_code: 'alpha' }),
      ],
    );
    expect(
      await ask("select party, listed, duplicates from access_reporting where source = 'probe' order by 1"),
    ).toEqual([
      ['alpha', 1, 0],
      ['beta', 1, 0],
      ['own', 2, 0],
    ]);
  });
});
