import type { Coverage, Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { formatCount, formatPercent, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { QUALITY_RULES } from '../../frame/quality-rules.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { LEADING_ZEROS_SQL, REGISTER_CHOICE_SQL } from '../../sql/register-choice.sql.ts';

/** What is wrong with the platforms that a register gave to published counts: too few known, sites listed twice, ids that lost their zeros. */
export async function attributionFlags(
  context: MetricContext,
  scope: MarketScope,
  stands: { coverage: Coverage; coverageRows: readonly Row[] },
): Promise<Flag[]> {
  const { coverage, coverageRows } = stands;
  return [
    ...(await lowCoverage(context, scope, coverage)),
    ...listedTwice(scope, coverageRows),
    ...(scope.register === undefined || coverage.unmatched === 0 ? [] : await lostZeros(context, scope)),
  ];
}

async function lowCoverage(context: MetricContext, scope: MarketScope, coverage: Coverage): Promise<Flag[]> {
  const { matchedRatio, unmatched } = coverage;
  const limit = QUALITY_RULES.lowCoverageRatio;
  if (matchedRatio === null || matchedRatio >= limit) return [];
  const said = `The platform is known for ${formatPercent(matchedRatio)} of the bookings counted; ${formatCount(unmatched)} are unmatched (stated limit ${formatPercent(limit)}).`;
  const facts = { matchedRatio, unmatched, limit };
  const better = scope.registerAsked === true ? null : await betterRegister(context, scope, coverage);
  if (better === null) return [warn('LOW_COVERAGE', said, facts)];
  return [
    warn(
      'LOW_COVERAGE',
      `${said} The register of ${better.day} would know ${formatPercent(better.matchedRatio)} and leave ${formatCount(better.unmatched)}: ask with register=${better.day}.`,
      {
        ...facts,
        reason: 'BETTER_REGISTER',
        register: scope.register ?? '',
        proposedRegister: better.day,
        proposedMatchedRatio: better.matchedRatio,
        proposedUnmatched: better.unmatched,
      },
    ),
  ];
}

/** The register day that leaves least unmatched, if it is better than the one that was taken; of equal ones the earliest. */
async function betterRegister(
  context: MetricContext,
  scope: MarketScope,
  coverage: Coverage,
): Promise<{ day: string; unmatched: number; matchedRatio: number } | null> {
  const rows = await context.query(REGISTER_CHOICE_SQL, scopeParamsOf(scope));
  const days = rows.map((row) => ({ day: readText(row, 'day'), unmatched: readNumber(row, 'unmatched') }));
  const taken = days.find((d) => d.day === scope.register);
  const best = days.toSorted((a, b) => a.unmatched - b.unmatched || (a.day < b.day ? -1 : 1))[0];
  if (!taken || !best || best.unmatched >= taken.unmatched) return null;
  const unmatched = coverage.unmatched - taken.unmatched + best.unmatched;
  return { day: best.day, unmatched, matchedRatio: (coverage.rowsCounted - unmatched) / coverage.rowsCounted };
}

/** A register that gives one site two platforms gives it none. */
function listedTwice(scope: MarketScope, coverageRows: readonly Row[]): Flag[] {
  const counted = coverageRows.filter((row) => row['reason'] === null);
  const sites = counted.reduce((sum, row) => sum + readNumber(row, 'ambiguous_sites'), 0);
  const bookings = counted.reduce((sum, row) => sum + readNumber(row, 'ambiguous_volume'), 0);
  if (sites === 0) return [];
  const register = scope.register ?? '';
  return [
    warn(
      'DUPLICATE_KEY',
      `The register of ${register} lists ${formatCount(sites)} ${sites === 1 ? 'site' : 'sites'} more than once with different platforms: ${formatCount(bookings)} bookings there are unmatched.`,
      { reason: 'REGISTER_TWICE', sites, bookings, register },
    ),
  ];
}

async function lostZeros(context: MetricContext, scope: MarketScope): Promise<Flag[]> {
  const rows = await context.query(LEADING_ZEROS_SQL, scopeParamsOf(scope));
  const first = rows[0];
  if (!first) return [];
  const register = scope.register ?? '';
  const bookings = rows.reduce((sum, row) => sum + readNumber(row, 'bookings'), 0);
  const facts = { before: readText(first, 'before'), after: readText(first, 'after') };
  return [
    warn(
      'LOW_COVERAGE',
      `${formatCount(rows.length)} ${rows.length === 1 ? 'site' : 'sites'} (${formatCount(bookings)} bookings) would be in the register of ${register} with other leading zeros, for instance “${facts.before}” as “${facts.after}”; they are unmatched.`,
      { reason: 'LEADING_ZEROS', sites: rows.length, bookings, ...facts, register },
    ),
  ];
}
