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
  home = await mkdtemp(join(tmpdir(), 'vigie-slots-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const ask = (sql: string): Promise<unknown[][]> => askRelease(home, sql);
type Row = Parameters<typeof ingestRows>[2]['rows'][number];

/** Published on April 6 at 10:00 UTC, for the 16th. */
const slot = (id: string, more: Row = {}): Row => ({
  slot_id: id,
  practitioner_id_nat: 'P1',
  site_dept: '75',
  specialty_code: 'SM54',
  start: '2021-04-16 10:00:00',
  end: '2021-04-16 10:20:00',
  audience: ['PUBLIC'],
  own_patients_only: false,
  visit_kind: 'FIRST',
  visit_modes: ['AMB'],
  status: 'free',
  published_at: '2021-04-06 10:00:00',
  ...more,
});
const own = (id: string, from: string | null, to: string | null = null, channel = 'OWN_WEB'): Row => ({
  slot_id: id,
  channel,
  first_visible_at: from,
  last_visible_at: to,
});
const beta = (id: string, from: string | null, more: Row = {}): Row => ({
  slot_id: id,
  channel: 'PARTNER_API',
  partner_code: 'beta',
  first_visible_at: from,
  ...more,
});

async function build(
  slots: readonly Row[],
  exposures: readonly Row[],
  settings: readonly Row[] = [],
): Promise<ReleaseRecord> {
  await ingestRows(home, 'slot', { label: 'slots', rows: slots });
  await ingestRows(home, 'slot_exposure', { label: 'exposures', rows: exposures });
  if (settings.length > 0) await ingestRows(home, 'channel_setting', { label: 'settings', rows: settings });
  return (await buildRelease(home, { codeRevision: 'test' })).release;
}

const LAGS = 'select comparison, lag_seconds, censored, n, partner_first from rollup_exposure_month order by 1, 2';

/** What the manifest says of the comparison: rows in, out, and reasons with a count. */
function left(release: ReleaseRecord): unknown {
  const step = release.manifest.steps.find((each) => each.name === 'slot_exposure: partner against own');
  return [
    step?.rowsIn,
    step?.rowsOut,
    Object.fromEntries((step?.leftOut ?? []).filter((each) => each.rows > 0).map((each) => [each.reason, each.rows])),
  ];
}

describe('exposure lag', () => {
  it('10:00:00 on own, 10:01:00.2 at beta: 61 s, whole seconds up; beta first: 0 s, counted apart', async () => {
    await build(
      [slot('A'), slot('B')],
      [
        own('A', '2021-04-06 10:00:00'),
        beta('A', '2021-04-06 10:01:00.2'),
        own('B', '2021-04-06 10:00:00'),
        beta('B', '2021-04-06 09:59:00'),
      ],
    );
    expect(await ask(LAGS)).toEqual([
      ['beta', 0, false, 1, 1],
      ['beta', 61, false, 1, 0],
    ]);
  });

  it('never shown: censored when it was taken (90 s), withdrawn (2 h), begun (10 days), or when watching ended (1 h)', async () => {
    const at = '2021-04-06 10:00:00';
    await build(
      [slot('taken'), slot('withdrawn', { withdrawn_at: '2021-04-06 12:00:00' }), slot('begun'), slot('watched')],
      [
        own('taken', at, '2021-04-06 10:01:30.9'),
        beta('taken', null),
        own('withdrawn', at),
        beta('withdrawn', null),
        own('begun', at),
        beta('begun', null),
        own('watched', at),
        beta('watched', null, { observed_until: '2021-04-06 11:00:00' }),
      ],
    );
    expect(await ask(LAGS)).toEqual([
      ['beta', 90, true, 1, 0],
      ['beta', 3600, true, 1, 0],
      ['beta', 7200, true, 1, 0],
      ['beta', 864_000, true, 1, 0],
    ]);
  });

  it('shown after it was taken is not shown: censored at 90 s', async () => {
    await build(
      [slot('A')],
      [own('A', '2021-04-06 10:00:00', '2021-04-06 10:01:30'), beta('A', '2021-04-06 10:02:00')],
    );
    expect(await ask(LAGS)).toEqual([['beta', 90, true, 1, 0]]);
  });

  it('the baseline: app at 10:00:00, web 7 s later: 7 s whichever came first; own begins with the earlier: beta at 10:00:10 is 10 s', async () => {
    await build(
      [slot('A')],
      [
        own('A', '2021-04-06 10:00:07'),
        own('A', '2021-04-06 10:00:00', null, 'OWN_APP'),
        beta('A', '2021-04-06 10:00:10'),
      ],
    );
    expect(await ask(LAGS)).toEqual([
      ['beta', 10, false, 1, 0],
      ['own_web_app', 7, false, 1, 0],
    ]);
  });

  it('strata: several modes in one name; the month is that of the first own visibility in Paris: 22:30 UTC on April 30 is May', async () => {
    await build(
      [
        slot('A', {
          published_at: '2021-04-30 21:59:00',
          start: '2021-05-03 10:00:00',
          end: '2021-05-03 10:20:00',
          visit_modes: ['VR', 'AMB'],
        }),
      ],
      [own('A', '2021-04-30 22:30:00'), beta('A', '2021-04-30 22:30:00')],
    );
    expect(
      await ask('select month, file_month, specialty, departement, visit_kind, visit_mode from rollup_exposure_month'),
    ).toEqual([['2021-05-01', '2021-04-01', 'SM54', '75', 'FIRST', 'AMB+VR']]);
  });
});

describe('which slots are compared', () => {
  it('8 rows: 1 compared; 1 each professional, own patients, error, never on own, 59 s on offer, channel closed, hidden by beta itself', async () => {
    const at = '2021-04-06 10:00:00';
    const release = await build(
      [
        slot('good'),
        slot('pro', { audience: ['PRO', 'CPTS'] }),
        slot('patients', { own_patients_only: true }),
        slot('error', { status: 'entered-in-error' }),
        slot('not-own'),
        slot('short', { withdrawn_at: '2021-04-06 10:00:59' }),
        slot('closed', { practitioner_id_nat: 'P2' }),
        slot('choice'),
      ],
      [
        ...['good', 'pro', 'patients', 'error', 'short', 'closed', 'choice'].map((id) => own(id, at)),
        own('not-own', null),
        ...['good', 'pro', 'patients', 'error', 'not-own', 'short', 'closed'].map((id) => beta(id, null)),
        beta('choice', null, { imposed_by: 'PARTNER' }),
      ],
      [
        {
          practitioner_id_nat: 'P2',
          partner_code: 'beta',
          changed_at: '2021-04-01 10:00:00',
          is_open: false,
          changed_by: 'PRACTITIONER',
        },
      ],
    );
    expect(left(release)).toEqual([
      8,
      1,
      {
        'not for the public': 1,
        'for the practitioner’s own patients only, on every channel': 1,
        'entered in error': 1,
        'never shown on the own channels while on offer': 1,
        'on offer for less than 60 seconds': 1,
        'the practitioner had closed the partner’s channel': 1,
        'not shown by the partner’s own choice': 1,
      },
    ]);
    expect(await ask('select sum(n) from rollup_exposure_month')).toEqual([[1]]);
  });

  it('a channel closed by default of the platform, or by the practitioner later, leaves the slot in: 2 compared', async () => {
    const release = await build(
      [slot('default'), slot('later', { practitioner_id_nat: 'P2' })],
      [
        own('default', '2021-04-06 10:00:00'),
        beta('default', null),
        own('later', '2021-04-06 10:00:00'),
        beta('later', null),
      ],
      [
        {
          practitioner_id_nat: 'P1',
          partner_code: 'beta',
          changed_at: '2021-04-01 10:00:00',
          is_open: false,
          changed_by: 'PLATFORM_DEFAULT',
        },
        {
          practitioner_id_nat: 'P2',
          partner_code: 'beta',
          changed_at: '2021-04-07 10:00:00',
          is_open: false,
          changed_by: 'PRACTITIONER',
        },
      ],
    );
    expect(left(release)).toEqual([2, 2, {}]);
  });

  it('exposure of a slot that no file knows is left out and counted: 2 rows = 1 + 1', async () => {
    const release = await build([slot('A')], [own('A', '2021-04-06 10:00:00'), own('B', '2021-04-06 10:00:00')]);
    expect(release.manifest.steps.find((step) => step.name === 'slot_exposure: latest state')).toMatchObject({
      rowsIn: 2,
      rowsOut: 1,
      leftOut: [{ rows: 0 }, { rows: 0 }, { reason: 'of a slot that no file knows', rows: 1 }],
    });
  });
});

describe('the exclusive window', () => {
  it('free 4 h on own; beta from 1 h to 3 h: 1 + 1 = 2 h exclusive; never shown: 4 h of 4 h; beta first: 0 s', async () => {
    const from = '2021-04-06 10:00:00';
    const to = '2021-04-06 14:00:00';
    await build(
      [slot('A'), slot('B'), slot('C')],
      [
        ...['A', 'B', 'C'].map((id) => own(id, from, to)),
        beta('A', '2021-04-06 11:00:00', { last_visible_at: '2021-04-06 13:00:00' }),
        beta('B', null, { hidden_reason: 'DEFAULT_SETTING', imposed_by: 'PLATFORM' }),
        beta('C', '2021-04-06 09:00:00', { last_visible_at: to }),
      ],
    );
    expect(
      await ask(
        'select month, partner, practitioner_id_nat, specialty, departement, is_near, free_seconds, exclusive_seconds, slots from rollup_exclusive_month',
      ),
    ).toEqual([['2021-04-01', 'beta', 'P1', 'SM54', '75', false, 43_200, 21_600, 3]]);
    expect(
      await ask(
        'select slot_id, hidden_seconds, hidden_reason, imposed_by, first_visible_partner is null from hidden_slot order by hidden_seconds desc',
      ),
    ).toEqual([
      ['B', 14_400, 'DEFAULT_SETTING', 'PLATFORM', true],
      ['A', 7200, null, null, false],
    ]);
  });

  it('near: begins 47 h after it was first shown; at 48 h it is not', async () => {
    await build(
      [
        slot('A', { start: '2021-04-08 09:00:00', end: '2021-04-08 09:20:00' }),
        slot('B', { start: '2021-04-08 10:00:00', end: '2021-04-08 10:20:00' }),
      ],
      [own('A', '2021-04-06 10:00:00'), beta('A', null), own('B', '2021-04-06 10:00:00'), beta('B', null)],
    );
    expect(await ask('select is_near, slots, free_seconds from rollup_exclusive_month order by 1')).toEqual([
      [false, 1, 172_800],
      [true, 1, 169_200],
    ]);
  });

  it('of 60 hidden slots the 50 longest are listed', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => index);
    await build(
      ids.map((id) => slot(`S${id}`)),
      ids.flatMap((id) => [
        own(`S${id}`, '2021-04-06 10:00:00', `2021-04-06 11:00:${String(id).padStart(2, '0')}`),
        beta(`S${id}`, null),
      ]),
    );
    expect(await ask('select count(*), min(hidden_seconds), max(hidden_seconds) from hidden_slot')).toEqual([
      [50, 3610, 3659],
    ]);
  });
});

describe('what the logs report', () => {
  it('a slot on two own channels is listed once, 1 of 2 at beta was shown', async () => {
    const at = '2021-04-06 10:00:00';
    await build(
      [slot('A'), slot('B')],
      [own('A', at), own('A', at, null, 'OWN_APP'), own('B', at), beta('A', at), beta('B', null)],
    );
    expect(
      await ask(
        "select party, day, units, listed, available, duplicates from access_reporting where source = 'exposure' order by 1",
      ),
    ).toEqual([
      ['beta', '2021-04-06', 2, 2, 1, 0],
      ['own', '2021-04-06', 2, 2, 2, 0],
    ]);
  });
});
