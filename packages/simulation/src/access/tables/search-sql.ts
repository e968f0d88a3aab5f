import { bits, mixedHash } from '../../engine/draw.ts';
import type { Horizon } from '../../market/create-lookups.ts';
import { LEVELS } from '../../parameters/quantiles.ts';
import * as p from '../parameters.ts';
import { instant, MONTH_PREFIX } from './request-sql.ts';

/** Distance band 0–4 from six bits, one further out where `shift` holds. */
function band(sixBits: string, shift: string): string {
  return `least(4, (${sixBits} * 5 >> 6) + CASE WHEN ${shift} THEN 1 ELSE 0 END)`;
}

/**
 * `search_result`: searches for a specialty in a département; its ten practitioners, in the order of a score of distance, availability and chance. Who
 * manages the agenda plays no part in the score, but alpha's practitioners are further away and sooner booked out: crude ranks make them look disfavoured.
 */
export function searchSql(seed: number, { from, toExclusive }: Horizon): string {
  return `WITH listed AS (
    SELECT month_no, unnest(range(searches))::INTEGER AS i FROM access_month WHERE side_no = 0 AND month_no >= ${from} AND month_no < ${toExclusive}),
  drawn AS (SELECT *, ${mixedHash(seed, 'search', 'month_no', 'i')} AS h FROM listed),
  asked AS (
    SELECT r.*, c.place_no, b.midnight + k.online_second + ${bits('h', 20, 12)} % 3600 AS at_s
    FROM drawn r JOIN access_mix x ON x.level = ${bits('h', 32, 14)} AND x.side_no = 0 JOIN access_cell c ON c.cell_no = x.cell_no
      JOIN booking_day b ON b.day_key = month_no * 2 * ${LEVELS} + ${bits('h', 0, 10)} JOIN clock k ON k.level = ${bits('h', 10, 10)}),
  found AS (
    SELECT a.*, q.k AS candidate, q.id_nat, q.specialty, q.dept, q.managed_by, ${mixedHash(seed, 'candidate', 'month_no', 'i', 'q.k')} AS g
    FROM asked a JOIN access_practitioner q ON q.place_no = a.place_no),
  banded AS (
    SELECT *, ${band(bits('g', 0, 6), `managed_by = 'alpha' AND ${bits('g', 20, 2)} > 0`)} AS distance, least(3, (${bits('g', 6, 6)} * 4 >> 6) + CASE WHEN managed_by = 'alpha' AND ${bits('g', 22, 2)} > 1 THEN 1 ELSE 0 END) AS wait
    FROM found)
  SELECT ${MONTH_PREFIX} || 'q' || i AS search_id, ${instant('at_s')} AS searched_at, CASE WHEN ${bits('h', 50, 4)} < 9 THEN 'OWN_APP' ELSE 'OWN_WEB' END AS channel,
    specialty AS specialty_code, dept AS site_dept, id_nat AS practitioner_id_nat, managed_by,
    (row_number() OVER (PARTITION BY month_no, i ORDER BY distance * 100 + wait * 60 + ${bits('g', 24, 8)}, ${bits('g', 32, 30)}, candidate))::INTEGER AS rank,
    ['0-2', '2-5', '5-10', '10-25', '25+'][1 + distance] AS distance_band, ['TODAY', '2-3D', 'WEEK', 'LATER'][1 + wait] AS availability_band
  FROM banded ORDER BY month_no, i, rank`;
}

/** `change_event`: cancellations and moves, seen on the other side after a lag; between own's app and web the same lag, as the baseline. */
export function changeSql(seed: number, { from, toExclusive }: Horizon): string {
  return `WITH listed AS (
    SELECT month_no, side_no, side, lag_add, unnest(range(changes))::INTEGER AS i FROM access_month WHERE month_no >= ${from} AND month_no < ${toExclusive}),
  drawn AS (SELECT *, ${mixedHash(seed, 'change', 'month_no', 'side_no', 'i')} AS h FROM listed),
  timed AS (
    SELECT r.*, b.midnight + k.online_second + ${bits('h', 20, 12)} % 3600 AS at_s, q.propagation_s
    FROM drawn r JOIN booking_day b ON b.day_key = month_no * 2 * ${LEVELS} + ${bits('h', 0, 10)} JOIN clock k ON k.level = ${bits('h', 10, 10)}
      JOIN access_quantile q ON q.level = ${bits('h', 32, 10)})
  SELECT ${MONTH_PREFIX} || 'c' || side_no || '-' || i AS change_id, CASE WHEN ${bits('h', 42, 3)} < 6 THEN 'CANCELLATION' ELSE 'MOVE' END AS kind,
    CASE WHEN side_no = 0 THEN 'OWN_TO_OWN' WHEN i % 2 = 0 THEN 'OWN_TO_PARTNER' ELSE 'PARTNER_TO_OWN' END AS direction, CASE WHEN side_no > 0 THEN side END AS partner_code,
    NULL::VARCHAR AS slot_id, ${instant('at_s')} AS changed_at,
    CASE WHEN ${bits('h', 46, 10)} * 1000 >> 10 >= ${p.PROPAGATION_LAG.neverPermille} THEN ${instant('at_s + propagation_s')} END AS visible_at, ${instant('at_s + 2 * 86400')} AS observed_until
  FROM timed ORDER BY month_no, side_no, i`;
}

/** `named_search`: patients who looked for one practitioner by name. */
export function namedSearchSql(seed: number, { from, toExclusive }: Horizon): string {
  return `WITH listed AS (
    SELECT month_no, unnest(range(named_searches))::INTEGER AS i FROM access_month WHERE side_no = 0 AND month_no >= ${from} AND month_no < ${toExclusive}),
  drawn AS (SELECT *, ${mixedHash(seed, 'named', 'month_no', 'i')} AS h FROM listed)
  SELECT ${MONTH_PREFIX} || 'n' || i AS search_id, ${instant(`b.midnight + k.online_second + ${bits('h', 20, 12)} % 3600`)} AS searched_at, q.id_nat AS practitioner_id_nat,
    q.managed_by = 'own' AS is_bookable_on_own,
    CASE WHEN managed_by = 'own' THEN CASE WHEN ${bits('h', 32, 6)} < 40 THEN 'SAME_BOOKED' WHEN ${bits('h', 32, 6)} < 42 THEN 'OTHER_OWN_BOOKED' WHEN ${bits('h', 32, 6)} < 58 THEN 'NO_BOOKING' ELSE 'LEFT' END
      WHEN ${bits('h', 32, 6)} < 1 THEN 'OTHER_OWN_BOOKED' WHEN ${bits('h', 32, 6)} < 40 THEN 'LEFT' ELSE 'NO_BOOKING' END AS outcome,
    managed_by
  FROM drawn r JOIN booking_day b ON b.day_key = month_no * 2 * ${LEVELS} + ${bits('h', 0, 10)} JOIN clock k ON k.level = ${bits('h', 10, 10)}
    JOIN access_practitioner q ON q.practitioner_no = ${bits('h', 40, 16)} % (SELECT count(*) FROM access_practitioner)
  ORDER BY month_no, i`;
}
