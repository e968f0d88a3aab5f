import { periodOf } from './scope.sql.ts';

/**
 * Shares of revenue (MS-7, definition M5) and of contracts signed (MS-8, definition M8), from the vendors' monthly volumes, own exact and others estimated.
 * Standard errors of months add linearly: the same method errs the same way each month. Parameters: date_from, date_to, grain, definition.
 */
export const VENDOR_SHARE_SQL = `
with cells as (
  select ${periodOf('month')} as period,
    cast(platform_code as varchar) as platform, cast(sum(value) as double precision) as numerator, cast(coalesce(sum(value_se), 0) as double precision) as numerator_se,
    cast(max(case when data_origin = 'OWN_SYSTEM' then 0 else 1 end) as double precision) as estimated
  from vendor_volume
  where month >= $date_from and month < $date_to and measure = (case when $definition = 'M5_REVENUE' then 'REVENUE_CENTS' else 'NEW_CONTRACTS' end)
  group by 1, 2
)
select period, cast(null as varchar) as departement, cast(null as varchar) as profession, cast(null as varchar) as specialty, platform, numerator,
  sum(numerator) over (partition by period) as denominator, numerator / nullif(sum(numerator) over (partition by period), 0) as value, numerator_se, estimated
from cells order by period, platform`;
