import type { Flag } from '@vigie/kernel';
import { refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { remembered } from '../../frame/remember.ts';
import { REPORTING_DAYS_SQL } from '../../sql/access-days.sql.ts';
import { evidenceOf } from '../evidence/evidence-of.ts';
import type { KpiEvidence } from '../evidence/kpi-evidence.ts';
import { withoutEvidence } from '../evidence/without-evidence.ts';
import { INDICATORS, type Indicator } from '../indicators.ts';
import type { AccessExtent } from '../sums/access-extent.ts';
import { SUMS_SOURCES } from '../sums/all-sources.ts';
import { judgeReporting, listingDay } from '../sums/judge-reporting.ts';
import { monthParams } from '../sums/read-month-days.ts';
import type { SumsSource } from '../sums/sums-source.ts';
import { decideMonth, worseTests, type MonthDecision, type MonthEntry, type WorseTests } from './decide-month.ts';

/** What a release is asked about: its extent, and the indicators with the margins in force. */
export interface AccessQuestion {
  readonly extent: AccessExtent;
  readonly indicators: readonly Indicator[];
}

/** Every indicator × partner of one month with its evidence, in the order of the indicators; measured before it is judged. */
export async function readMonth(
  context: MetricContext,
  month: string,
  { extent, indicators }: AccessQuestion,
): Promise<MonthEntry[]> {
  const faults = await readFaults(context, month);
  const entries: MonthEntry[] = [];
  for (const indicator of indicators) {
    const source = SUMS_SOURCES.find((s) => s.kpi === indicator.id);
    const sums = source && (await source.read(context, month));
    for (const partner of extent.partners) {
      const own = sums?.get(partner);
      const evidence = own === undefined ? withoutSource(indicator, partner) : evidenceOf(indicator, own);
      entries.push({
        kpi: indicator.id,
        partner,
        evidence: withheldBy(faultsOf(source, partner), { indicator, evidence }),
      });
    }
  }
  return entries;

  function faultsOf(source: SumsSource | undefined, partner: string): Flag[] {
    const known = source?.witness ? faults.get(source.witness) : undefined;
    return [...(known?.get('own') ?? []), ...(known?.get(partner) ?? [])];
  }
}

/** One month of an answer. */
export interface DecidedMonth {
  readonly month: string;
  readonly entries: readonly MonthEntry[];
  readonly decisions: readonly MonthDecision[];
}

/** Months decided in order, each with as many months before it as the streaks of significant tests reach back; no month is read twice. */
export async function decideMonths(
  context: MetricContext,
  months: readonly string[],
  question: AccessQuestion,
): Promise<DecidedMonth[]> {
  const known = new Map<string, Promise<MonthEntry[]>>();
  const read = (month: string): Promise<MonthEntry[]> => {
    const entries = known.get(month) ?? rememberedMonth(context, month, question);
    known.set(month, entries);
    return entries;
  };
  const decided: DecidedMonth[] = [];
  for (const month of months) {
    const entries = await read(month);
    decided.push({ month, entries, decisions: decideMonth(entries, await pastOf(month, entries)) });
  }
  return decided;

  async function pastOf(month: string, entries: readonly MonthEntry[]): Promise<WorseTests[]> {
    const past: WorseTests[] = [];
    let streak = worseTests(entries, decideMonth(entries));
    for (const earlier of question.extent.months.filter((m) => m < month).toReversed()) {
      if (streak.size === 0) break;
      const before = await read(earlier);
      const worse = worseTests(before, decideMonth(before));
      past.push(worse);
      streak = new Set([...streak].filter((key) => worse.has(key)));
    }
    return past;
  }
}

/** Months are asked for again and again: by the page of every indicator, by the months after them, by the yearly monitor. */
function rememberedMonth(context: MetricContext, month: string, question: AccessQuestion): Promise<MonthEntry[]> {
  const margins = question.indicators.map(({ id, margin }) => `${id}=${margin}`).join(',');
  return remembered(context, `access.month|${month}|${margins}`, (inner) => readMonth(inner, month, question));
}

/** One test of one month with the versioned margins: its status and q. */
export async function readDecidedMonth(
  context: MetricContext,
  month: string,
  extent: AccessExtent,
  { kpi, partner }: { readonly kpi: string; readonly partner: string },
): Promise<Pick<MonthDecision, 'status' | 'q'> | null> {
  const [decided] = await decideMonths(context, [month], { extent, indicators: INDICATORS });
  const index = decided?.entries.findIndex((entry) => entry.kpi === kpi && entry.partner === partner) ?? -1;
  const decision = decided?.decisions[index];
  return decision ? { status: decision.status, q: decision.q } : null;
}

async function readFaults(context: MetricContext, month: string): Promise<Map<string, Map<string, Flag[]>>> {
  const rows = (await context.query(REPORTING_DAYS_SQL, monthParams(month))).map(listingDay);
  const sources = Map.groupBy(rows, (row) => row.source);
  return new Map(
    [...sources].map(([source, days]) => [source as string, judgeReporting(days, month, addMonths(month, 1))]),
  );
}

/** Nothing of the value stands when its measurement failed; counts do, since they are what was read. */
function withheldBy(
  faults: readonly Flag[],
  { indicator, evidence }: { readonly indicator: Indicator; readonly evidence: KpiEvidence },
): KpiEvidence {
  if (faults.length === 0) return evidence;
  if (faults.every((flag) => flag.severity !== 'refuse')) return { ...evidence, flags: [...evidence.flags, ...faults] };
  const { test, ownN, partnerN } = evidence;
  return withoutEvidence(indicator, { test, flags: [...faults, ...evidence.flags] }, { ownN, partnerN });
}

function withoutSource(indicator: Indicator, partner: string): KpiEvidence {
  const flag = refuse('NO_DATA', `The release holds nothing of ${partner} for ${indicator.id} this month.`, {
    reason: 'NO_SOURCE',
    kpi: indicator.id,
    party: partner,
    table: indicator.table,
  });
  return withoutEvidence(indicator, { test: 'none', flags: [flag] });
}
