import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from 'duckdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateMarket } from '../simulate-market.ts';
import type { AccessTruth } from './truth/access-truth.ts';

const root = mkdtempSync(join(tmpdir(), 'vigie-access-test-'));
let truth: AccessTruth;
let db: DuckDBConnection;

const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await db.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
const paris = (column: string): string => `strftime(timezone('Europe/Paris', ${column}), '%Y-%m')`;
const by = (keys: readonly string[]) => (a: object, b: object) => {
  const text = (row: object): string => keys.map((k) => String((row as Record<string, unknown>)[k])).join('|');
  return text(a).localeCompare(text(b));
};

beforeAll(async () => {
  const result = await simulateMarket(
    { directory: root },
    { practitioners: 3000, months: 14, seed: 5, from: '2021-09', bookings: 3000, access: 0.6 },
  );
  if (result.truth.access === null) throw new Error('access tables were asked for');
  truth = result.truth.access;
  db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run("SET TimeZone = 'UTC'");
  for (const table of ['api_request', 'slot', 'slot_exposure', 'probe']) {
    await db.run(`CREATE TABLE ${table} AS FROM '${root}/${table.replaceAll('_', '-')}-20*.parquet'`);
  }
  for (const table of ['access_request', 'change_event', 'search_result', 'channel_setting', 'support_ticket']) {
    await db.run(`CREATE TABLE ${table} AS FROM '${root}/${table.replaceAll('_', '-')}.parquet'`);
  }
  await db.run(`CREATE TABLE attempt AS
    SELECT coalesce(partner_code, 'own') AS side, ${paris('min(received_at)')} AS month, any_value(specialty_code) AS specialty, any_value(site_dept) AS dept,
      any_value(visit_kind) AS visit_kind, arg_max(outcome, received_at) = 'SUCCESS' AS ok, coalesce(arg_max(attributable_to, received_at), 'UNKNOWN') NOT IN ('PARTNER', 'PATIENT') AS is_valid
    FROM api_request WHERE endpoint = 'BOOK' GROUP BY idempotency_key, side`);
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Partner − own within specialty × département × visit kind, Mantel–Haenszel weights; crude beside it. */
async function successGap(partner: string, months: string): Promise<{ crude: number; alike: number }> {
  const [row] = await rows(`WITH c AS (
      SELECT specialty, dept, visit_kind, count(*) FILTER (side = '${partner}')::DOUBLE AS np, count(*) FILTER (side = 'own')::DOUBLE AS no,
        count(*) FILTER (side = '${partner}' AND ok)::DOUBLE AS xp, count(*) FILTER (side = 'own' AND ok)::DOUBLE AS xo
      FROM attempt WHERE is_valid AND ${months} AND side IN ('own', '${partner}') GROUP BY ALL)
    SELECT sum(xp) / sum(np) - sum(xo) / sum(no) AS crude,
      sum(np * no / (np + no) * (xp / np - xo / no)) FILTER (np > 0 AND no > 0) / sum(np * no / (np + no)) FILTER (np > 0 AND no > 0) AS alike FROM c`);
  return { crude: Number(row?.['crude']), alike: Number(row?.['alike']) };
}

const HARMED = "month BETWEEN '2022-03' AND '2022-10'";
const BEFORE = "month < '2022-03'";

describe('the truth and the rows agree exactly', () => {
  it('harm is told: beta from March to August, and in the last four months', () => {
    expect(truth.harms.map((h) => [h.partner, h.month, h.toMonthExclusive])).toEqual([
      ['beta', '2022-03', '2022-09'],
      ['beta', '2022-07', '2022-11'],
    ]);
  });

  it('requests, errors, attempts, clicks per month and side', async () => {
    const counted = await rows(`
      WITH side AS (SELECT *, coalesce(partner_code, 'own') AS side, ${paris('received_at')} AS month FROM api_request WHERE NOT is_probe),
      last AS (
        SELECT arg_max(month, received_at) AS month, side, arg_max(outcome, received_at) AS outcome, coalesce(arg_max(attributable_to, received_at), 'UNKNOWN') AS who
        FROM side WHERE endpoint = 'BOOK' GROUP BY side, idempotency_key),
      attempts AS (SELECT month, side, count(*) FILTER (who NOT IN ('PARTNER', 'PATIENT')) AS attempts, count(*) FILTER (outcome = 'SUCCESS') AS confirmed FROM last GROUP BY ALL)
      SELECT month, side, count(*)::INT AS requests, count(*) FILTER (outcome = 'THROTTLED')::INT AS throttled, count(*) FILTER (outcome IN ('ERROR', 'TIMEOUT'))::INT AS errors,
        any_value(attempts)::INT AS attempts, any_value(confirmed)::INT AS confirmed, count(*) FILTER (endpoint = 'SLOT_READ')::INT AS clicks,
        count(*) FILTER (endpoint = 'SLOT_READ' AND reason_code = 'SLOT_TAKEN')::INT AS stale
      FROM side JOIN attempts USING (month, side) GROUP BY ALL`);
    const keys = ['month', 'side'];
    expect(counted.sort(by(keys))).toEqual([...truth.requests].sort(by(keys)));
    expect(truth.requests).toHaveLength(14 * 5);
  });

  it('slots, what partners showed of them, and what they never showed', async () => {
    const slots = await rows(`SELECT ${paris('published_at')} AS month, count(*)::INT AS slots,
      count(*) FILTER (list_contains(audience, 'PUBLIC') AND NOT own_patients_only)::INT AS eligible FROM slot GROUP BY ALL ORDER BY 1`);
    expect(slots).toEqual(truth.slots);
    const showings =
      await rows(`SELECT ${paris('published_at')} AS month, partner_code AS partner, count(*)::INT AS slots, count(first_visible_at)::INT AS shown,
      count(*) FILTER (hidden_reason IS NOT NULL)::INT AS hidden FROM slot_exposure JOIN slot USING (slot_id) WHERE channel = 'PARTNER_API' GROUP BY ALL`);
    const keys = ['month', 'partner'];
    expect(showings.sort(by(keys))).toEqual([...truth.showings].sort(by(keys)));
  });

  it('probes list what was visible at their instant', async () => {
    const counted = await rows(`
      WITH listed AS (SELECT probe_id, strftime(probed_at, '%Y-%m') AS month, partner_code AS partner, own_slot_ids AS o, partner_slot_ids AS p FROM probe)
      SELECT month, partner, sum(len(list_intersect(o, p)))::INT AS both, sum(len(o) - len(list_intersect(o, p)))::INT AS "ownOnly", sum(len(p) - len(list_intersect(o, p)))::INT AS "partnerOnly"
      FROM listed GROUP BY ALL`);
    const keys = ['month', 'partner'];
    expect(counted.sort(by(keys))).toEqual([...truth.readings].sort(by(keys)));
    const [wrong] =
      await rows(`WITH o AS (SELECT probed_at, partner_code, unnest(partner_slot_ids) AS slot_id FROM probe)
      SELECT count(*)::INT AS n FROM o LEFT JOIN slot_exposure e ON e.slot_id = o.slot_id AND e.partner_code = o.partner_code AND e.first_visible_at <= probed_at AND e.last_visible_at > probed_at
      WHERE e.slot_id IS NULL`);
    expect(wrong).toEqual({ n: 0 });
  });

  it('outages by the rule of the EBA: five in a row without an answer within 30 s, up to the next success', async () => {
    const log = 'PARTITION BY interface, partner ORDER BY asked, silent';
    const counted = await rows(`
      WITH r AS (SELECT interface, partner_code AS partner, received_at AS asked, outcome = 'TIMEOUT' AS silent FROM api_request),
      seen AS (SELECT *, lead(asked, 4) OVER (${log}) AS fifth, bool_and(silent) OVER (${log} ROWS BETWEEN CURRENT ROW AND 4 FOLLOWING) AS five, lag(silent, 1, false) OVER (${log}) AS still,
          min(asked) FILTER (NOT silent) OVER (${log} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_ok FROM r),
      begun AS (SELECT * FROM seen WHERE five AND NOT still AND fifth - asked <= INTERVAL 30 SECOND)
      SELECT strftime(asked, '%Y-%m') AS month, interface, partner, count(*)::INT AS outages, sum(date_diff('second', asked, next_ok))::INT AS seconds FROM begun GROUP BY ALL`);
    const keys = ['month', 'interface', 'partner'];
    expect(counted.sort(by(keys))).toEqual([...truth.outages].sort(by(keys)));
  });

  it('the register of access requests', async () => {
    const counted = await rows(
      `SELECT ${paris('requested_at')} AS month, requester AS side, count(*)::INT AS requests, count(*) FILTER (decision = 'REFUSED')::INT AS refused FROM access_request GROUP BY ALL`,
    );
    const keys = ['month', 'side'];
    expect(counted.sort(by(keys))).toEqual([...truth.accessRequests].sort(by(keys)));
  });
});

describe('crude figures lie, like for like they do not', () => {
  it('alpha looks worse under parity, because it asks in the hard strata', async () => {
    const { crude, alike } = await successGap('alpha', 'true');
    expect(crude).toBeLessThan(-0.02);
    expect(Math.abs(alike)).toBeLessThan(0.01);
  });

  it('beta looks better under parity, and its harm half as large as it is', async () => {
    const parity = await successGap('beta', BEFORE);
    expect(parity.crude).toBeGreaterThan(0.015);
    expect(Math.abs(parity.alike)).toBeLessThan(0.012);
    const harmed = await successGap('beta', HARMED);
    expect(harmed.alike).toBeLessThan(-0.035);
    expect(harmed.crude).toBeGreaterThan(harmed.alike + 0.015);
  });

  it('alpha’s practitioners rank lower, but not within distance and availability', async () => {
    const exposure = async (group: string): Promise<number> => {
      const [row] = await rows(`WITH c AS (
        SELECT ${group} AS g, avg(1 / log2(1 + rank)) FILTER (managed_by = 'alpha') AS a, avg(1 / log2(1 + rank)) FILTER (managed_by = 'own') AS o, count(*) FILTER (managed_by = 'alpha') AS n
        FROM search_result GROUP BY ALL) SELECT sum(n * a) / sum(n * o) AS ratio FROM c WHERE a IS NOT NULL AND o IS NOT NULL`);
      return Number(row?.['ratio']);
    };
    expect(await exposure("'all'")).toBeLessThan(0.9);
    expect(Math.abs((await exposure('distance_band || availability_band')) - 1)).toBeLessThan(0.02);
  });
});

describe('harm shows in its months, for its partner, and nowhere else', () => {
  const each = async (sql: (partner: string, harmed: boolean) => string): Promise<Record<string, number>> => {
    const out: Record<string, number> = {};
    for (const partner of ['alpha', 'beta', 'gamma']) {
      for (const harmed of [false, true]) {
        const [row] = await rows(sql(partner, harmed));
        out[`${partner} ${harmed ? 'harmed' : 'before'}`] = Number(row?.['v']);
      }
    }
    return out;
  };
  const time = (column: string, harmed: boolean): string => `(${paris(column)} ${harmed ? '>=' : '<'} '2022-03')`;

  it.each([
    ['errors', "avg((outcome IN ('ERROR', 'TIMEOUT'))::INT)", 0.009, 0.02, 0, 0.005],
    ['throttling', "avg((outcome = 'THROTTLED')::INT)", 0.04, 0.06, 0.02, 0.036],
  ])('%s', async (_name, sql, harmedFrom, harmedTo, from, to) => {
    const found = await each(
      (partner, harmed) =>
        `SELECT ${sql} AS v FROM api_request WHERE NOT is_probe AND partner_code = '${partner}' AND ${time('received_at', harmed)}`,
    );
    expectOnlyBeta(found, [harmedFrom, harmedTo], [from, to]);
  });

  it('latency: 1.3 times as slow', async () => {
    const found = await each(
      (
        partner,
        harmed,
      ) => `WITH m AS (SELECT endpoint, median(ttlb_ms) FILTER (partner_code = '${partner}') AS p, median(ttlb_ms) FILTER (partner_code IS NULL) AS o
        FROM api_request WHERE NOT is_probe AND ${time('received_at', harmed)} GROUP BY endpoint) SELECT avg(p / o) AS v FROM m WHERE endpoint IN ('SLOT_SEARCH', 'SLOT_READ', 'BOOK')`,
    );
    expectOnlyBeta(found, [1.25, 1.35], [0.97, 1.03]);
  });

  it('exposure: 150 seconds later, one slot in twenty hidden, and probes miss it', async () => {
    const exposure = (value: string) => (partner: string, harmed: boolean) =>
      `SELECT ${value} AS v FROM slot_exposure e JOIN slot USING (slot_id) WHERE partner_code = '${partner}' AND ${time('published_at', harmed)}`;
    const lag = await each(exposure("median(date_diff('second', published_at, first_visible_at))"));
    expectOnlyBeta(lag, [165, 180], [17, 27]);
    expectOnlyBeta(await each(exposure('avg((hidden_reason IS NOT NULL)::INT)')), [0.03, 0.07], [0, 0]);
    const recall = await each(
      (partner, harmed) =>
        `SELECT 1 - sum(len(list_intersect(own_slot_ids, partner_slot_ids))) / sum(len(own_slot_ids)) AS v FROM probe WHERE partner_code = '${partner}' AND strftime(probed_at, '%Y-%m') ${harmed ? '>=' : '<'} '2022-03'`,
    );
    expectOnlyBeta(recall, [0.025, 0.09], [0, 0.013]);
  });

  it('refusals, and channels closed by default', async () => {
    const refused = await each(
      (partner, harmed) =>
        `SELECT avg((decision = 'REFUSED')::INT) AS v FROM access_request WHERE requester = '${partner}' AND ${time('requested_at', harmed)}`,
    );
    expectOnlyBeta(refused, [0.15, 0.25], [0, 0.05]);
    const closed = await each(
      (partner, harmed) =>
        `SELECT count(*) AS v FROM channel_setting WHERE partner_code = '${partner}' AND changed_by = 'PLATFORM_DEFAULT' AND ${time('changed_at', harmed)}`,
    );
    expectOnlyBeta(closed, [8, 100], [0, 0]);
  });

  it('a nightly interruption of 95 seconds', () => {
    const seconds = (partner: string, harmed: boolean): number => {
      const own = truth.outages.filter((o) => o.partner === partner && o.month >= '2022-03' === harmed);
      return own.reduce((sum, o) => sum + o.seconds, 0) / own.length;
    };
    expect(seconds('beta', true) - seconds('beta', false)).toBeGreaterThan(2500);
    expect(Math.abs(seconds('alpha', true) - seconds('alpha', false))).toBeLessThan(400);
  });

  it('changes and support are at parity all the time', async () => {
    const spread = await rows(
      `SELECT quantile_cont(date_diff('second', changed_at, visible_at), 0.5) AS v FROM change_event GROUP BY partner_code`,
    );
    for (const row of spread) expect(Math.abs(Number(row['v']) - 18)).toBeLessThan(3);
    const answers = await rows(
      `SELECT median(date_diff('minute', opened_at, first_response_at)) AS v FROM support_ticket WHERE severity = 'S3' AND requester <> 'delta' GROUP BY requester`,
    );
    for (const row of answers) expect(Math.abs(Number(row['v']) / 720 - 1)).toBeLessThan(0.2);
  });
});

function expectOnlyBeta(
  found: Readonly<Record<string, number>>,
  harmed: readonly [number, number],
  parity: readonly [number, number],
): void {
  for (const [key, value] of Object.entries(found)) {
    const [from, to] = key === 'beta harmed' ? harmed : parity;
    expect.soft(value, key).toBeGreaterThanOrEqual(from);
    expect.soft(value, key).toBeLessThanOrEqual(to);
  }
}
