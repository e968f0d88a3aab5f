import { BOOKING_SHARE_SQL } from '../sql/booking-cells.sql.ts';
import { EQUIPMENT_SHARE_SQL } from '../sql/equipment-cells.sql.ts';
import { PENETRATION_SQL } from '../sql/penetration.sql.ts';
import { PRIMARY_SHARE_SQL } from '../sql/primary-share.sql.ts';
import { WHOLE_MONTHS } from '../sql/scope.sql.ts';
import { VENDOR_SHARE_SQL } from '../sql/vendor-share.sql.ts';
import { fixParams } from './macro-params.ts';

const COLUMNS = 'period, departement, profession, specialty, platform, numerator, denominator, value';

/** Default counting rule per definition, as in market-definitions.ts; a macro has no TypeScript to ask. */
const RULE = `coalesce($counting_rule, case $definition when 'M3_ONLINE_BOOKINGS' then 'MS-1' when 'M4_ALL_APPOINTMENTS' then 'MS-2' when 'M5_REVENUE' then 'MS-7'
  when 'M8_NEW_CONTRACTS' then 'MS-8' else 'MS-3' end)`;

const ways: readonly (readonly [sql: string, when: string])[] = [
  [
    BOOKING_SHARE_SQL,
    `$definition in ('M3_ONLINE_BOOKINGS', 'M4_ALL_APPOINTMENTS') and ${RULE} in ('MS-1', 'MS-2')
      and ($definition = 'M3_ONLINE_BOOKINGS' or exists (select 1 from rollup_booking_day where class = 'counted' and not is_online and day >= $date_from and day < $date_to))`,
  ],
  [
    fixParams(EQUIPMENT_SHARE_SQL, { counting_rule: RULE }),
    `$definition in ('M1_ONLINE_EQUIPPED', 'M6_TELECONSULT_TECH', 'M7_PM_SOFTWARE') and ${RULE} in ('MS-3', 'MS-4', 'MS-5')`,
  ],
  [PENETRATION_SQL, `$definition = 'M2_ALL_PRACTITIONERS'`],
  [
    PRIMARY_SHARE_SQL,
    `$definition in ('M1_ONLINE_EQUIPPED', 'M3_ONLINE_BOOKINGS') and ${RULE} = 'MS-6' and ${WHOLE_MONTHS}`,
  ],
  [
    VENDOR_SHARE_SQL,
    `$definition in ('M5_REVENUE', 'M8_NEW_CONTRACTS') and $in_departement is null and $in_profession is null and $in_specialty is null
      and not $by_departement and not $by_profession and not $by_specialty`,
  ],
];

/** market.share as one SELECT: the statements of the metric itself, of which the definition picks one. */
export const SHARE_BODY = ways
  .map(([sql, when]) => `select ${COLUMNS} from (${sql}) way where ${when}`)
  .join('\nunion all\n');

export const ORDER =
  'order by period, departement nulls first, profession nulls first, specialty nulls first, platform';
