import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { ingestRequests } from './testing/ingest-access.ts';
import type { RequestRow } from './testing/ingest-access.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-access-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const ask = (sql: string): Promise<unknown[][]> => askRelease(home, sql);

async function build(rows: readonly RequestRow[]): Promise<Awaited<ReturnType<typeof buildRelease>>['release']> {
  await ingestRequests(home, 'requests', rows);
  return (await buildRelease(home, { codeRevision: 'test' })).release;
}

const book = (at: string, more: Partial<RequestRow> = {}): RequestRow => ({
  at,
  endpoint: 'BOOK',
  partner: 'beta',
  outcome: 'SUCCESS',
  ...more,
});

describe('attempts to book', () => {
  it('6 requests: 2 of one key count as their last, so 5 attempts = 2 confirmed + 1 platform (UNKNOWN) + 1 practitioner + 1 partner', async () => {
    const release = await build([
      book('2021-04-01 10:00:00', { key: 'k1', outcome: 'TIMEOUT', reason: 'TIMEOUT' }),
      book('2021-04-01 10:00:20', { key: 'k1' }),
      book('2021-04-01 10:01:00'),
      book('2021-04-01 10:02:00', { outcome: 'DENIED', reason: 'UNKNOWN', blame: 'PARTNER' }),
      book('2021-04-01 10:03:00', { outcome: 'DENIED', reason: 'PRACTITIONER_RULE', blame: 'PRACTITIONER' }),
      book('2021-04-01 10:04:00', { outcome: 'DENIED', reason: 'VALIDATION', blame: 'PARTNER' }),
    ]);
    const sums =
      'sum(requests), sum(attempts), sum(confirmed), sum(failed_platform), sum(failed_practitioner), sum(excluded_partner), sum(excluded_patient)';
    expect(await ask(`select ${sums} from rollup_request_day`)).toEqual([[6, 5, 2, 1, 1, 1, 0]]);
    const step = (name: string): unknown => release.manifest.steps.find((each) => each.name === name);
    expect(step('api_request: attempts to book')).toMatchObject({ rowsIn: 6, rowsOut: 5 });
    expect(step('api_request: valid attempts')).toMatchObject({ rowsIn: 5, rowsOut: 4 });
    expect(
      await ask('select outcome, reason_code, attempts from rollup_attempt_month order by 1, 2 nulls first'),
    ).toEqual([
      ['DENIED', 'PRACTITIONER_RULE', 1],
      ['DENIED', 'UNKNOWN', 1],
      ['DENIED', 'VALIDATION', 1],
      ['SUCCESS', null, 2],
    ]);
  });

  it('the last outcome counts, also when it is the failure: 1 attempt, 0 confirmed', async () => {
    await build([
      book('2021-04-01 10:00:00', { key: 'k' }),
      book('2021-04-01 10:00:09', { key: 'k', outcome: 'ERROR', reason: 'SERVER_ERROR' }),
    ]);
    expect(await ask('select sum(attempts), sum(confirmed), sum(failed_platform) from rollup_request_day')).toEqual([
      [1, 0, 1],
    ]);
  });

  it('a key is of its caller: one key at two partners and at own is 3 attempts; a probe is none', async () => {
    await build([
      book('2021-04-01 10:00:00', { key: 'k' }),
      book('2021-04-01 10:00:01', { key: 'k', partner: 'alpha' }),
      book('2021-04-01 10:00:02', { key: 'k', partner: null }),
      book('2021-04-01 10:00:03', { key: 'k', isProbe: true }),
    ]);
    expect(
      await ask('select coalesce(partner, interface), sum(attempts) from rollup_request_day group by 1 order by 1'),
    ).toEqual([
      ['OWN_WEB', 1],
      ['alpha', 1],
      ['beta', 1],
    ]);
  });

  it('a retry across the end of April counts where it ended, in May: 0 + 1 attempts; one of 25 hours later is another: 2', async () => {
    await build([
      // The end of April in Paris is 22:00 UTC.
      book('2021-04-30 21:59:50', { key: 'a', outcome: 'TIMEOUT', reason: 'TIMEOUT' }),
      book('2021-04-30 22:00:10', { key: 'a' }),
      book('2021-04-30 21:30:00', { key: 'b' }),
      book('2021-05-01 22:30:00', { key: 'b' }),
    ]);
    expect(await ask('select month, sum(attempts) from rollup_attempt_month group by 1 order by 1')).toEqual([
      ['2021-04-01', 1],
      ['2021-05-01', 2],
    ]);
    expect(
      await ask("select sum(attempts), sum(confirmed) from rollup_request_day where day < date '2021-05-01'"),
    ).toEqual([[1, 1]]);
  });
});

describe('rates by day and stratum', () => {
  it('errors: PLATFORM 1 + unnamed 1 + UNKNOWN of a partner 1 = 3 of the platform, 1 of the partner; 1 of them unanswered', async () => {
    const at = (second: number): string => `2021-04-01 10:00:0${second}`;
    await build([
      { at: at(0), outcome: 'ERROR', blame: 'PLATFORM' },
      { at: at(1), outcome: 'TIMEOUT' },
      { at: at(2), outcome: 'ERROR', blame: 'PARTNER', reason: 'UNKNOWN' },
      { at: at(3), outcome: 'ERROR', blame: 'PARTNER', reason: 'VALIDATION' },
      { at: at(4), outcome: 'THROTTLED' },
      { at: at(5), outcome: 'DENIED', blame: 'PLATFORM' },
      { at: at(6), outcome: 'EMPTY' },
    ]);
    expect(
      await ask(
        'select sum(requests), sum(errors_platform), sum(errors_other), sum(timeouts), sum(throttled), sum(denied), sum("empty") from rollup_request_day',
      ),
    ).toEqual([[7, 3, 1, 1, 1, 1, 1]]);
    // Answered: all but the 4 errors.
    expect(
      await ask(
        "select units, listed, available, duplicates from access_reporting where source = 'request' and party = 'own'",
      ),
    ).toEqual([[7, 7, 3, 0]]);
  });

  it('UTC and Paris days: 23:30 UTC on 2021-03-27 is 00:30 of the 28th, 01:30 UTC on 2021-10-31 is the second 02:30 of that day', async () => {
    await build([
      { at: '2021-03-27 23:30:00' },
      { at: '2021-03-28 01:30:00' },
      { at: '2021-10-30 21:59:59' },
      { at: '2021-10-31 01:30:00' },
    ]);
    expect(await ask('select day_utc, day, day_type, hour_band from rollup_request_day order by 1, 2, 4')).toEqual([
      ['2021-03-27', '2021-03-28', 'WEEKEND', 'NIGHT'],
      ['2021-03-28', '2021-03-28', 'WEEKEND', 'NIGHT'],
      ['2021-10-30', '2021-10-30', 'WEEKEND', 'EVENING'],
      ['2021-10-31', '2021-10-31', 'WEEKEND', 'NIGHT'],
    ]);
  });

  it('stale: 1 of 2 slots read was taken; a probe that reads a taken slot does not count', async () => {
    const read = (second: number, more: Partial<RequestRow>): RequestRow => ({
      at: `2021-04-01 10:00:0${second}`,
      endpoint: 'SLOT_READ',
      ...more,
    });
    await build([
      read(0, {}),
      read(1, { outcome: 'EMPTY', reason: 'SLOT_TAKEN' }),
      read(2, { outcome: 'EMPTY', reason: 'SLOT_TAKEN', isProbe: true }),
    ]);
    expect(await ask('select sum(clicks), sum(stale) from rollup_request_day')).toEqual([[2, 1]]);
  });

  it('strata stand apart, own interfaces have no partner', async () => {
    await build([
      { at: '2021-04-01 10:00:00', partner: 'beta', strata: ['SM54', '75', 'FIRST', 'VR'] },
      { at: '2021-04-01 11:00:00', partner: 'beta', strata: ['SM54', '75', 'FIRST', 'VR'] },
      { at: '2021-04-03 18:00:00' },
    ]);
    expect(
      await ask(
        'select interface, partner, specialty, departement, visit_kind, visit_mode, day_type, hour_band, requests from rollup_request_day order by 1',
      ),
    ).toEqual([
      ['OWN_WEB', null, null, null, null, null, 'WEEKEND', 'EVENING', 1],
      ['PARTNER_API', 'beta', 'SM54', '75', 'FIRST', 'VR', 'WEEKDAY', 'AFTERNOON', 2],
    ]);
  });
});

describe('latency', () => {
  it('of 99.6 ms and 9.6 ms: ln 100 + ln 10 = 6.907755279, ln²: 21.207592442 + 5.301898110 = 26.509490552; unanswered ones have none', async () => {
    await build([
      { at: '2021-04-01 10:00:00', ms: 99.6 },
      { at: '2021-04-01 10:00:01', ms: 9.6, outcome: 'EMPTY' },
      { at: '2021-04-01 10:00:02', ms: 5, outcome: 'ERROR' },
      { at: '2021-04-01 10:00:03', outcome: 'TIMEOUT' },
    ]);
    expect(
      await ask(
        'select sum(latency_n), cast(sum(sum_ln) as varchar), cast(sum(sum_ln2) as varchar), cast(sum(sum_ms) as varchar) from rollup_request_day',
      ),
    ).toEqual([[2, '6.907755279', '26.509490552', '109.200']]);
    expect(await ask('select month, ms_tenths, n from rollup_latency_month order by 2')).toEqual([
      ['2021-04-01', 96, 1],
      ['2021-04-01', 996, 1],
    ]);
  });

  it('months of latency are UTC months: 22:30 UTC on April 30 is in April', async () => {
    await build([
      { at: '2021-04-30 22:30:00', ms: 10 },
      { at: '2021-05-01 00:30:00', ms: 10 },
    ]);
    expect(await ask('select month, sum(n) from rollup_latency_month group by 1 order by 1')).toEqual([
      ['2021-04-01', 1],
      ['2021-05-01', 1],
    ]);
  });
});
