import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../contracts/load-contracts.ts';
import { openDatabase } from '../engine/open-database.ts';
import { runSql } from '../engine/run-sql.ts';
import { loadProfile } from '../profiles/load-profiles.ts';
import { guessFile } from './guess-file.ts';
import { ingestFile } from './ingest-file.ts';
import { ACCESS_SAMPLES, accessCsv } from './testing/access-rows.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeAll(() => {
  room = makeIngestRoom();
});
afterAll(() => room.close());

describe('the thirteen tables about access', () => {
  it('the profile has one variant per table, and each fills every field of its contract', () => {
    const { variants } = loadProfile('access-export');
    expect(variants.map((variant) => variant.table).sort()).toEqual(Object.keys(ACCESS_SAMPLES).sort());
    for (const { table, fields } of variants) {
      expect(Object.keys(fields)).toEqual(loadContract(table).fields.map((field) => field.name));
    }
  });

  it.each(Object.keys(ACCESS_SAMPLES))(
    '%s is recognised by its header, alone, and its sound row is accepted without a word',
    async (table) => {
      const outcome = await room.ingest(accessCsv(table, [{}]));
      expect(outcome).toMatchObject({ table, accepted: 1, rejected: 0, warned: 0, others: [] });
      expect(outcome.profile.name).toBe('access-export');
    },
  );

  it('vigie ingest --guess names the profile and the variant', async () => {
    const guess = await guessFile(room.put(accessCsv('api_request', [{}]), 'log.csv'));
    expect(guess.profile).toMatchObject({ profile: 'access-export', variants: ['api-request'] });
  });

  it('lists come from CSV in braces, brackets or bars, and a probe that sees nothing has an empty list', async () => {
    const outcome = await room.ingest(
      accessCsv('probe', [
        { own_slot_ids: '[S1, S2]', partner_slot_ids: '' },
        { own_slot_ids: '{S1,S2}', partner_slot_ids: '[]' },
        { own_slot_ids: 'S1|S2', partner_slot_ids: 'S2' },
      ]),
    );
    expect(await room.rows(outcome, 'own_slot_ids, partner_slot_ids')).toEqual([
      { own_slot_ids: ['S1', 'S2'], partner_slot_ids: [] },
      { own_slot_ids: ['S1', 'S2'], partner_slot_ids: [] },
      { own_slot_ids: ['S1', 'S2'], partner_slot_ids: ['S2'] },
    ]);
  });

  it('partner codes are lower case, codes of audiences upper case', async () => {
    const exposure = await room.ingest(accessCsv('slot_exposure', [{ partner_code: ' BETA ' }]));
    expect(await room.rows(exposure, 'partner_code')).toEqual([{ partner_code: 'beta' }]);
    const slot = await room.ingest(accessCsv('slot', [{ audience: 'public|pro' }]));
    expect(await room.rows(slot, 'audience')).toEqual([{ audience: ['PUBLIC', 'PRO'] }]);
  });

  it('Parquet with lists and CSV give the same rows', async () => {
    const path = join(room.home, 'slots.parquet');
    const database = await openDatabase();
    await runSql(
      await database.connect(),
      `COPY (SELECT 'S1' AS slot_id, '810001234565' AS practitioner_id_nat, '75' AS site_dept, TIMESTAMPTZ '2026-03-04 10:00:00Z' AS "start", TIMESTAMPTZ '2026-03-04 10:20:00Z' AS "end",
         ['PUBLIC', 'PRO'] AS audience, false AS own_patients_only, ['AMB'] AS visit_modes, 'free' AS status, TIMESTAMPTZ '2026-03-01 10:00:00Z' AS published_at) TO '${path}' (FORMAT parquet)`,
    );
    database.close();
    const parquet = await ingestFile({ home: room.home, clock: () => new Date('2026-06-01T00:00:00Z') }, { path });
    const csv = await room.ingest(
      accessCsv('slot', [{ audience: '{PUBLIC,PRO}', specialty_code: '', visit_kind: '', schedule_id: '' }]),
    );
    expect(parquet).toMatchObject({ table: 'slot', accepted: 1, warned: 0 });
    expect(await room.rows(parquet, '* EXCLUDE (_raw)')).toEqual(await room.rows(csv, '* EXCLUDE (_raw)'));
  });

  it('a file of another kind gets one sentence that names what is missing', async () => {
    const csv = accessCsv('slot', [{}]).replace('published_at', 'shown_at');
    await expect(room.ingest(csv, { profile: 'access-export' })).rejects.toThrow(
      /does not look like access-export: the header lacks “published_at”/,
    );
  });

  it('the same search listing an agenda twice keeps both rows, with a warning: 2 accepted, 1 of them DUP', async () => {
    const outcome = await room.ingest(accessCsv('search_result', [{}, { rank: '2' }]));
    expect(outcome).toMatchObject({
      accepted: 2,
      warned: 1,
      issueCounts: [{ rule: 'DUP', severity: 'warn', rows: 1 }],
    });
  });

  it('the same request twice is one: 1 accepted + 1 refused = 2', async () => {
    const outcome = await room.ingest(accessCsv('api_request', [{}, {}]));
    expect(outcome).toMatchObject({
      accepted: 1,
      rejected: 1,
      issueCounts: [{ rule: 'R1', severity: 'reject', rows: 1 }],
    });
  });
});

describe('rules, one fault at a time', () => {
  it.each([
    ['slot', 'R2 end at start', { end: '2026-03-04T10:00:00Z' }, 'R2'],
    ['slot', 'R5 an audience nobody knows', { audience: 'PUBLIC|FRIENDS' }, 'R5'],
    ['slot', 'an audience of nobody', { audience: '' }, 'MISSING'],
    ['slot', 'R5 status', { status: 'open' }, 'R5'],
    ['slot', 'R5 visit mode', { visit_modes: 'FAX' }, 'R5'],
    [
      'slot',
      'published in 2099',
      {
        published_at: '2099-03-01T10:00:00Z',
        start: '2099-03-04T10:00:00Z',
        end: '2099-03-04T10:20:00Z',
        created_at: '',
      },
      'FUTURE',
    ],
    ['slot', 'published after it began', { published_at: '2026-03-04T10:00:00Z' }, 'INCONSISTENT'],
    ['slot', 'withdrawn before it was published', { withdrawn_at: '2026-03-01T09:00:00Z' }, 'INCONSISTENT'],
    ['slot', 'W2 département', { site_dept: '99' }, 'W2'],
    ['slot_exposure', 'R4 partner missing', { partner_code: '' }, 'R4'],
    ['slot_exposure', 'R4 a partner on an own channel', { channel: 'OWN_APP' }, 'R4'],
    ['slot_exposure', 'R4 own as its own partner', { partner_code: 'OWN' }, 'R4'],
    ['slot_exposure', 'gone 6 s before it was seen', { last_visible_at: '2026-03-01T10:00:54Z' }, 'ORDER'],
    ['slot_exposure', '5 s are the clocks’', { last_visible_at: '2026-03-01T10:00:55Z' }, null],
    ['slot_exposure', 'R5 who imposed it', { imposed_by: 'NOBODY' }, 'R5'],
    ['probe', 'a negative latency', { own_latency_ms: '-1' }, 'LATENCY'],
    ['probe', 'a window that ends as it begins', { window_to: '2026-03-01T12:00:00Z' }, 'R2'],
    ['probe', 'R4 own as a partner', { partner_code: 'own' }, 'R4'],
    ['api_request', 'R4 partner missing', { partner_code: '' }, 'R4'],
    ['api_request', 'R4 a partner on an own interface', { interface: 'OWN_WEB' }, 'R4'],
    ['api_request', 'R5 endpoint', { endpoint: 'FAX' }, 'R5'],
    ['api_request', 'R5 reason', { reason_code: 'BAD_MOOD' }, 'R5'],
    ['api_request', 'a latency below 0', { ttlb_ms: '-0.1' }, 'LATENCY'],
    ['api_request', 'a latency of more than a day', { ttlb_ms: '86400001' }, 'LATENCY'],
    ['api_request', 'an answer that never came and took 7 ms', { outcome: 'TIMEOUT' }, 'INCONSISTENT'],
    ['api_request', 'received in 2099', { received_at: '2099-01-01T00:00:00Z' }, 'FUTURE'],
    ['access_request', 'decided before it was asked', { decided_at: '2026-02-28T10:00:00Z' }, 'ORDER'],
    ['access_request', 'granted without a day', { decided_at: '' }, 'INCONSISTENT'],
    ['access_request', 'a fee below 0', { fee_eur: '-1' }, 'NEGATIVE'],
    ['change_event', 'seen 6 s before it happened', { visible_at: '2026-03-01T09:59:54Z' }, 'ORDER'],
    ['change_event', 'R4 a partner between app and web', { direction: 'OWN_TO_OWN' }, 'R4'],
    ['search_result', 'rank 0', { rank: '0' }, 'RANK'],
    ['search_result', 'R5 distance', { distance_band: '3-4' }, 'R5'],
    ['capability', 'ends before it begins', { valid_to: '2026-02-01' }, 'ORDER'],
    ['access_fee', 'bookings below 0', { bookings: '-1' }, 'NEGATIVE'],
    ['support_ticket', 'answered before it was opened', { first_response_at: '2026-03-01T09:00:00Z' }, 'ORDER'],
    ['support_ticket', 'R5 severity', { severity: 'S5' }, 'R5'],
    ['channel_setting', 'R5 who changed it', { changed_by: 'CHANCE' }, 'R5'],
    ['named_search', 'R5 outcome', { outcome: 'WON' }, 'R5'],
  ] as const)('%s: %s', async (table, _what, change, rule) => {
    const outcome = await room.ingest(accessCsv(table, [change]));
    expect((await room.issues(outcome)).map((issue) => issue.rule)).toEqual(rule === null ? [] : [rule]);
  });

  it('the sentences say what was expected', async () => {
    const message = async (table: string, change: Readonly<Record<string, string>>): Promise<string | undefined> =>
      (await room.issues(await room.ingest(accessCsv(table, [change]))))[0]?.message;
    expect(await message('slot', { audience: 'ALL' })).toBe(
      'audience is “ALL”; expected one of PUBLIC, PRO, SNP, CPTS.',
    );
    expect(await message('slot', { end: '2026-03-04T09:00:00Z' })).toBe(
      'end is “2026-03-04T09:00:00Z”, before or when it begins.',
    );
    expect(await message('api_request', { partner_code: '', request_id: 'R9' })).toBe(
      'The partner is blank; it must be named where a partner is concerned, only there, and is never “own”.',
    );
    expect(await message('api_request', { ttlb_ms: '-5' })).toBe(
      'ttlb_ms is “-5”; expected milliseconds, from 0 to 86,400,000 (one day).',
    );
  });
});
