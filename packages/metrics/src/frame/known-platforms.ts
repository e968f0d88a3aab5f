import { AppError } from '@vigie/kernel';
import type { MetricContext } from './metric-context.ts';
import { readText } from './read-row.ts';

const KNOWN_PLATFORMS_SQL = `
select distinct platform from (
  select cast(platform as varchar) as platform from rollup_booking_month union select cast(platform as varchar) from equipment
  union select cast(platform_code as varchar) from booking_count where platform_code is not null union select cast(platform_code as varchar) from site_register
  union select cast(platform_code_asis as varchar) from site_register union select cast(platform_code as varchar) from vendor_volume
  union select cast(platform_code as varchar) from availability union select cast(platform_code as varchar) from availability_hourly) every_table
order by platform`;

/** A platform nobody has heard of is a misspelling, not a share of 0. Throws BAD_INPUT with the codes that exist; `unmatched` always does. */
export async function requirePlatform(
  context: MetricContext,
  platform: string | undefined,
  parameter = 'platform',
): Promise<void> {
  if (platform === undefined || platform === 'unmatched') return;
  const known = (await context.query(KNOWN_PLATFORMS_SQL, {})).map((row) => readText(row, 'platform'));
  if (known.includes(platform)) return;
  throw new AppError('BAD_INPUT', `No platform "${platform}" is in this release.`, {
    reason: 'NO_SUCH_PLATFORM',
    where: { parameter },
    cure: known.length > 0 ? `There are ${known.join(', ')}.` : 'It holds no platform at all.',
  });
}
