import { emptyCoverage } from '../../frame/coverage.ts';
import { note, refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNumber } from '../../frame/read-row.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { text } from '../../frame/sql-text.ts';
import { VENDOR_SHARE_SQL } from '../../sql/vendor-share.sql.ts';
import type { CountingRule, MarketDefinition } from '../market-definitions.ts';
import { readCells } from './read-cells.ts';
import type { ShareResult } from './share-result.ts';

/** Shares of revenue (MS-7, in euro cents) or of new contracts (MS-8), national only: vendors do not report them by place. */
export async function vendorShares(
  context: MetricContext,
  scope: MarketScope,
  definition: MarketDefinition,
  rule: CountingRule,
): Promise<ShareResult> {
  const cut =
    scope.by.some((d) => d !== 'platform') ||
    scope.departement !== undefined ||
    scope.profession !== undefined ||
    scope.specialty !== undefined;
  const rows = cut
    ? []
    : await context.query(VENDOR_SHARE_SQL, { ...scopeParamsOf(scope), definition: text(definition.id) });
  const estimated = rows.filter((row) => readNumber(row, 'estimated') > 0).length;
  const total = rows.reduce((sum, row) => sum + readNumber(row, 'numerator'), 0);
  const why = cut
    ? refuse('REFUSED', 'Vendors’ volumes are national: they cannot be cut by place, profession or specialty.', {
        reason: 'NATIONAL_ONLY',
        definition: definition.id,
      })
    : refuse(
        'REFUSED',
        `The release holds no vendor volume for ${definition.denominator.en} in this period. Ingest one with the profile vendor-volume.`,
        { reason: 'NO_VENDOR_VOLUME', definition: definition.id },
      );
  return {
    cells: readCells(rows),
    coverage: {
      ...emptyCoverage(rule === 'MS-7' ? 'euro cents' : 'contracts'),
      rowsRead: total,
      rowsCounted: total,
      matchedRatio: total > 0 ? 1 : null,
      sources: ['vendor_volume'],
    },
    flags:
      rows.length === 0
        ? [why]
        : estimated > 0
          ? [
              note(
                'ESTIMATED',
                `${estimated} of ${rows.length} volumes are estimates; the interval carries their standard errors.`,
                { estimated, volumes: rows.length },
              ),
            ]
          : [],
    choices: [],
    intervalMethod:
      estimated > 0
        ? '95 %, delta method: own volumes exact, others with their standard errors'
        : 'none: every volume is exact (census)',
    countedBy: rule === 'MS-7' ? 'month of billing' : 'month of signature',
    rule,
    definition,
  };
}
