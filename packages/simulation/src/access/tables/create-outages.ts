import { bits, mixedHash } from '../../engine/draw.ts';
import type { Engine } from '../../engine/open-engine.ts';
import { OUTAGES } from '../parameters.ts';

/** Random outages begin in this window of the UTC day, so that none meets the nightly ones or midnight. */
const WINDOW = { from: 5 * 3600, seconds: 16 * 3600 };
/** Planned maintenance and the nightly interruption of a partner that is treated worse, seconds of the UTC day. */
const MAINTENANCE_AT = 3600;
const NIGHTLY_AT = 3 * 3600 + 600;

/**
 * `access_outage`: when each interface gives no answer. Parties: 0 own's app, 1 own's web, from 2 on the partners (side number + 1). Outages of a
 * party never overlap: one in each quarter of the month, maintenance at one in the morning of the 12th for everybody.
 */
export async function createOutages(engine: Engine, seed: number): Promise<void> {
  const quarter = `(days // ${OUTAGES.perMonth})`;
  await engine.run(`CREATE TABLE access_outage AS
    WITH party AS (SELECT m.*, 0 AS party FROM access_month m WHERE side_no = 0 UNION ALL SELECT m.*, side_no + 1 FROM access_month m),
    numbered AS (SELECT *, unnest(range(${OUTAGES.perMonth}))::INTEGER AS j FROM party),
    drawn AS (SELECT *, ${mixedHash(seed, 'outage', 'month_no', 'party', 'j')} AS h FROM numbered),
    unplanned AS (
      SELECT month_no, party, side_no,
        (first_day + j * ${quarter} + ${bits('h', 0, 10)} % ${quarter})::BIGINT * 86400 + ${WINDOW.from} + ${bits('h', 10, 20)} % ${WINDOW.seconds} AS from_s, outage_s AS seconds,
        false AS is_maintenance
      FROM drawn JOIN access_quantile q ON q.level = ${bits('h', 30, 10)}),
    every AS (
      SELECT * FROM unplanned
      UNION ALL SELECT month_no, party, side_no, (first_day + 11)::BIGINT * 86400 + ${MAINTENANCE_AT}, ${OUTAGES.maintenanceSeconds}, true FROM party
      UNION ALL SELECT month_no, party, side_no, (first_day + unnest(range(days)))::BIGINT * 86400 + ${NIGHTLY_AT}, down_s, false FROM party WHERE down_s > 0)
    SELECT month_no, party::INTEGER AS party, side_no, from_s, (from_s + seconds)::BIGINT AS to_s, is_maintenance FROM every ORDER BY party, from_s`);
}
