import type { Coverage, Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { emptyCoverage } from '../../frame/coverage.ts';
import { formatPercent, refuse, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNullableText, readNumber } from '../../frame/read-row.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { boolean, text, type SqlParams } from '../../frame/sql-text.ts';
import {
  EQUIPMENT_COVERAGE_SQL,
  EQUIPMENT_SHARE_SQL,
  PANEL_PAIRS_SQL,
  PANEL_STRATA_SQL,
} from '../../sql/equipment-cells.sql.ts';
import { PENETRATION_EACH_SITE_ERROR_SQL, PENETRATION_ERROR_SQL, PENETRATION_SQL } from '../../sql/penetration.sql.ts';
import type { CountingRule, MarketDefinition } from '../market-definitions.ts';
import { panelErrors, penetrationErrors, type PanelErrors } from './panel-error.ts';
import { groupCells, groupKey, groupKeyOfRow, readCells } from './read-cells.ts';
import type { ShareCell, ShareResult } from './share-result.ts';

/** Shares of equipped practitioners: full count (MS-3), seats (MS-4) or fractional (MS-5); of the whole register for M2. */
export async function equipmentShares(
  context: MetricContext,
  scope: MarketScope,
  definition: MarketDefinition,
  rule: CountingRule,
): Promise<ShareResult> {
  const params = { ...scopeParamsOf(scope), definition: text(definition.id), counting_rule: text(rule) };
  const statement = definition.basis === 'universe' ? PENETRATION_SQL : EQUIPMENT_SHARE_SQL;
  const [rows, coverageRows] = await Promise.all([
    context.query(statement, params),
    context.query(EQUIPMENT_COVERAGE_SQL, params),
  ]);
  const weighted = weightFlags(coverageRows[0]);
  const sampled = weighted.length === 0 ? null : await readErrors(context, params, { definition, rule, rows });
  const cells = readCells(rows).map((cell) => withRefusal(cell, sampled));
  const coverage = coverageOf(coverageRows[0]);
  const refusal = cells.length === 0 ? refusalOf(definition, coverage) : null;
  const first = coverageRows[0];
  const universeDay = rows[0]?.['universe_day'];
  return {
    cells,
    errors: sampled?.errors,
    coverage,
    flags: refusal ? [refusal] : [...fullCountFlags(cells, definition, rule), ...weighted],
    choices: [
      {
        name: 'panelMonth',
        value: (first && readNullableText(first, 'last_month')) ?? 'none',
        note: 'equipment is a stock: each period is answered by its last panel month',
      },
      ...(typeof universeDay === 'string'
        ? [
            {
              name: 'universeDay',
              value: universeDay,
              note: 'last register day before the end of the period; active practitioners, each counted once',
            },
          ]
        : []),
      {
        name: 'proof',
        value: 'CONTRACT, WEB_LISTING or API, or two sources',
        note: 'a CRM note alone never proves equipment',
      },
      ...(sampled === null ? [] : [PANEL_DESIGN]),
    ],
    intervalMethod: sampled === null ? 'none: every practitioner of the panel was counted (census)' : PANEL_METHOD,
    countedBy: 'last panel month of the period',
    rule,
    definition,
  };
}

/** How the interval of a weighted panel is made, for passports. */
export const PANEL_METHOD =
  '95 % of a stratified panel: linearised variance of the practitioners within départements, logit scale, t quantile';
export const PANEL_DESIGN = {
  name: 'panelDesign',
  value: 'strata: départements; clusters: practitioners',
  note: 'practitioners without any tool stay in with zeros; no sampling fraction is assumed',
};

/** The sampling error of a weighted panel: of shares within the panel, or of a penetration of the register. */
async function readErrors(
  context: MetricContext,
  params: SqlParams,
  ask: { definition: MarketDefinition; rule: CountingRule; rows: readonly Row[] },
): Promise<PanelErrors> {
  if (ask.definition.basis === 'universe') return readPenetrationErrors(context, params, { rows: ask.rows });
  const [pairs, strata] = await Promise.all([
    context.query(PANEL_PAIRS_SQL, params),
    context.query(PANEL_STRATA_SQL, params),
  ]);
  return panelErrors(pairs, strata, ask.rule);
}

/** `rows`: of the penetration statement, whose denominators are the register's. */
export async function readPenetrationErrors(
  context: MetricContext,
  params: SqlParams,
  ask: { rows: readonly Row[]; eachSite?: boolean },
): Promise<PanelErrors> {
  const [sums, strata] = await Promise.all([
    context.query(ask.eachSite === true ? PENETRATION_EACH_SITE_ERROR_SQL : PENETRATION_ERROR_SQL, params),
    // The register's places are not the panel's: strata are those of the whole panel.
    context.query(PANEL_STRATA_SQL, {
      ...params,
      by_departement: boolean(false),
      by_profession: boolean(false),
      by_specialty: boolean(false),
      in_departement: text(null),
      in_profession: text(null),
      in_specialty: text(null),
    }),
  ]);
  const denominators = new Map(ask.rows.map((row) => [groupKeyOfRow(row), readNumber(row, 'denominator')] as const));
  return penetrationErrors(sums, strata, denominators);
}

/** A cell whose sampling error cannot be known says so on its row. */
export function withRefusal(cell: ShareCell, sampled: PanelErrors | null): ShareCell {
  const refusal = sampled?.refusals.get(groupKey(cell));
  return refusal ? { ...cell, flags: [...cell.flags, refusal] } : cell;
}

function coverageOf(row: Row | undefined): Coverage {
  if (!row) return emptyCoverage('practitioner × platform rows');
  const rows = readNumber(row, 'rows');
  return {
    ...emptyCoverage('practitioner × platform rows'),
    rowsRead: rows,
    rowsCounted: rows,
    matchedRatio: rows > 0 ? 1 : null,
    reporting: readNumber(row, 'practitioners'),
    sources: ['equipment_panel'],
  };
}

function refusalOf(definition: MarketDefinition, coverage: Coverage): Flag {
  if (coverage.rowsRead === 0) {
    return refuse(
      'REFUSED',
      `No equipment panel of this period shows ${definition.numerator.en}. Ingest one with the profile equipment-panel.`,
      { reason: 'NO_PANEL', definition: definition.id },
    );
  }
  return refuse(
    'REFUSED',
    'The release holds no register of practitioners, so all practitioners cannot be the denominator. Ingest one with the profile universe.',
    { reason: 'NO_UNIVERSE', definition: definition.id },
  );
}

/** MS-3 counts a multi-homing practitioner once per platform: shares may add up to more than 100 %, and say so. */
function fullCountFlags(cells: readonly ShareCell[], definition: MarketDefinition, rule: CountingRule): Flag[] {
  if (rule !== 'MS-3' || definition.basis === 'universe') return [];
  const sums = groupCells(cells).map((group) => group.reduce((sum, cell) => sum + (cell.value ?? 0), 0));
  const most = Math.max(...sums);
  if (!(most > 1 + 1e-9)) return [];
  return [
    warn(
      'FULL_COUNT',
      `Practitioners with several platforms count once for each: shares add up to ${formatPercent(most)}. No concentration index can rest on them.`,
      { sumRatio: most },
    ),
  ];
}

/** A panel whose rows stand for more than themselves is a sample: counted by its weights, and said. Empty for a census. */
export function weightFlags(row: Row | undefined): Flag[] {
  const least = row?.['least_weight'];
  const most = row?.['most_weight'];
  if (typeof least !== 'number' || typeof most !== 'number' || (least === 1 && most === 1)) return [];
  return [
    warn(
      'ESTIMATED',
      `The panel is a sample: each of its practitioners stands for ${least === most ? String(most) : `${least} to ${most}`}. The interval is its sampling error.`,
      { reason: 'WEIGHTED_PANEL', least, most },
    ),
  ];
}
