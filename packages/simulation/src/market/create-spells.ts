import { bits, below, drawHash } from '../engine/draw.ts';
import type { Engine } from '../engine/open-engine.ts';
import { EVENT_MONTHS as E, PURCHASE_OUTCOME as OUTCOME } from '../parameters/platforms.ts';

/**
 * Who uses which platform from when to when, for the whole life of the market (months since 2015-01, to exclusive):
 * - `spell`: online agendas. rank 1 = main platform (at most one at a time), rank 2 = a second one beside it;
 *   origin ORGANIC, SWITCH, SECOND, ACQUIRED (came with the purchase of epsilon) or CENTRE (vaccination);
 * - `tele_spell`, `pm_spell`: teleconsultation and practice-management software.
 */
export async function createSpells(engine: Engine, seed: number): Promise<void> {
  await engine.run(`CREATE TEMP TABLE adoption AS ${adoptionSql(seed)}`);
  await engine.run(
    `CREATE TABLE spell AS SELECT * FROM (${spellSql(seed)}) WHERE from_m < to_m ORDER BY pno, rank, from_m, platform_no`,
  );
  await engine.run(
    `CREATE TABLE tele_spell AS SELECT * FROM (${teleconsultationSql(seed)}) WHERE from_m < to_m ORDER BY pno, platform_no, from_m`,
  );
  await engine.run(
    `CREATE TABLE pm_spell AS SELECT * FROM (${softwareSql(seed)}) WHERE from_m < to_m ORDER BY pno, platform_no, from_m`,
  );
  await engine.run('DROP TABLE adoption');
}

/** One row per practitioner that ever takes an online agenda: when, which one first, what becomes of it. */
function adoptionSql(seed: number): string {
  return `
  WITH drawn AS (
    SELECT p.*, ${drawHash(seed, 'adopt', 'pno')} AS h, ${drawHash(seed, 'choice', 'pno')} AS c,
      hash(${seed}::BIGINT, 'local rival', dept_no::BIGINT) AS local
    FROM practitioner p WHERE NOT is_vaccination),
  timed AS (
    SELECT d.*, greatest(a.adopted + d.shift, d.active_from) AS adopted
    FROM drawn d JOIN adoption_month a ON a.level = ${bits('h', 0, 12)}
    WHERE ${below('(h >> 12)', 1000)} < d.ceiling),
  chosen AS (
    SELECT t.*, CASE WHEN f.platform_no = 0 AND ${bits('c', 20, 10)} < 70 THEN 1 + ${bits('local', 0, 1)} ELSE f.platform_no END AS p1
    FROM timed t JOIN first_choice f ON t.adopted >= f.from_month AND t.adopted < f.to_month
      AND ${below('c', 1000)} >= f.low AND ${below('c', 1000)} < f.high
    WHERE t.adopted < t.active_to)
  SELECT *, ${below('(h >> 30)', 1000)} AS outcome, 1 + ${bits('c', 34, 1)} AS rival_after_purchase,
    CASE WHEN ${bits('h', 40, 10)} < [45, 320, 320, 260, 260, 0][1 + p1] THEN adopted + 12 + ${below('(h >> 50)', 96)} END AS switch_m,
    CASE WHEN p1 = 0 THEN 1 + ${below('(c >> 35)', 3)} WHEN ${bits('c', 40, 4)} < 13 THEN 0 ELSE 1 + p1 % 4 END AS p2
  FROM chosen`;
}

function spellSql(seed: number): string {
  const other = `list_filter([1, 2, 3, 4], lambda x: x <> p1 AND x <> p2 AND x <> rival_after_purchase)`;
  return `
  WITH a AS (SELECT *, ${drawHash(seed, 'second', 'pno')} AS s, ${other} AS others FROM adoption)
  SELECT pno, p1 AS platform_no, 1 AS rank, adopted AS from_m,
    least(active_to, CASE WHEN p1 = 5 THEN ${E.purchase} ELSE coalesce(switch_m, 1000) END) AS to_m, 'ORGANIC' AS origin FROM a
  UNION ALL
  SELECT pno, 0, 1, ${E.purchase}, active_to, 'ACQUIRED' FROM a
  WHERE p1 = 5 AND adopted < ${E.purchase} AND outcome < ${OUTCOME.followPermille}
  UNION ALL
  SELECT pno, rival_after_purchase, 1, ${E.purchase}, active_to, 'SWITCH' FROM a
  WHERE p1 = 5 AND adopted < ${E.purchase} AND outcome >= ${OUTCOME.followPermille} AND outcome < ${OUTCOME.followPermille + OUTCOME.rivalPermille}
  UNION ALL
  SELECT pno, p2, 1, switch_m, active_to, 'SWITCH' FROM a WHERE switch_m IS NOT NULL
  UNION ALL
  SELECT pno, others[1 + ${bits('s', 10, 6)} % len(others)], 2, adopted + 3 + ${below('(s >> 16)', 60)},
    least(active_to, adopted + 9 + ${below('(s >> 16)', 60)} + ${below('(s >> 24)', 48)}), 'SECOND'
  FROM a WHERE ${bits('s', 0, 10)} < 80
  UNION ALL
  SELECT pno, others[1 + ${bits('s', 10, 6)} % len(others)], 2, greatest(adopted + 3, ${E.exclusivityEnd} + ${below('(s >> 32)', 26)}), active_to, 'SECOND'
  FROM a WHERE p1 IN (0, 5) AND ${bits('s', 0, 10)} BETWEEN 80 AND 199
  UNION ALL
  SELECT pno, CASE WHEN ${below('h', 100)} < 83 THEN 0 WHEN ${below('h', 100)} < 93 THEN 1 ELSE 2 END, 1,
    ${E.vaccinationStart} + ${bits('h', 20, 2)}, ${E.vaccinationEndExclusive}, 'CENTRE'
  FROM (SELECT pno, ${drawHash(seed, 'centre', 'pno')} AS h FROM practitioner WHERE is_vaccination)`;
}

/** Own sells teleconsultation only to holders of its agenda until the exclusivity ends; gamma sells it alone. */
function teleconsultationSql(seed: number): string {
  return `
  WITH t AS (
    SELECT pno, active_from, active_to, h,
      CASE WHEN ${bits('h', 0, 10)} < 130 THEN ${E.teleconsultationOnSale} + ${below('(h >> 10)', 14)}
        WHEN ${bits('h', 0, 10)} < 660 THEN ${E.firstLockdown} + ${below('(h >> 10)', 3)}
        ELSE ${E.firstLockdown} + 3 + ${below('(h >> 10)', 66)} END AS start_m,
      CASE WHEN ${bits('h', 20, 10)} < 460 THEN 3 + ${below('(h >> 30)', 15)} ELSE 1000 END AS months
    FROM (SELECT *, ${drawHash(seed, 'teleconsultation', 'pno')} AS h FROM practitioner WHERE teleconsults AND NOT is_vaccination))
  SELECT t.pno, s.platform_no, greatest(t.start_m, s.from_m) AS from_m, least(s.to_m, t.start_m + t.months) AS to_m
  FROM t JOIN spell s ON s.pno = t.pno AND s.rank = 1
  WHERE ${bits('h', 36, 10)} < CASE s.platform_no WHEN 0 THEN 390 WHEN 1 THEN 200 WHEN 2 THEN 200 ELSE 0 END
  UNION ALL
  SELECT pno, 3, greatest(start_m, active_from), least(active_to, start_m + months) FROM t WHERE ${bits('h', 46, 10)} < 45
  UNION ALL
  SELECT pno, 0, ${E.exclusivityEnd} + ${below('(h >> 10)', 26)}, active_to FROM t
  WHERE ${bits('h', 56, 6)} < 2 AND pno NOT IN (SELECT pno FROM spell WHERE platform_no = 0)`;
}

function softwareSql(seed: number): string {
  return `
  WITH s AS (
    SELECT pno, active_from, active_to, h, CASE WHEN ${bits('h', 20, 10)} < 130 THEN 78 + ${below('(h >> 30)', 60)} ELSE 1000 END AS to_own
    FROM (SELECT *, ${drawHash(seed, 'software', 'pno')} AS h FROM practitioner WHERE NOT is_vaccination) WHERE ${bits('h', 0, 10)} < 870)
  SELECT pno, CASE WHEN ${bits('h', 10, 10)} < 310 THEN 1 WHEN ${bits('h', 10, 10)} < 590 THEN 4 WHEN ${bits('h', 10, 10)} < 820 THEN 2 ELSE 3 END AS platform_no,
    active_from AS from_m, least(active_to, to_own) AS to_m FROM s
  UNION ALL
  SELECT pno, 0, greatest(to_own, active_from), active_to FROM s WHERE to_own < 1000`;
}
