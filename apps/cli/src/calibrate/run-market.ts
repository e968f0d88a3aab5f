import { decideMonth, evidenceOf, INDICATORS, type KpiEvidence, type KpiId, type MonthEntry } from '@vigie/metrics';
import {
  accessParameters as p,
  createRandom,
  drawOwnMonth,
  drawPartnerMonth,
  PARITY,
  type DrawnPartner,
  type OwnMonth,
  type PartnerMonth,
  type Random,
  type Scatter,
  type Treatment,
} from '@vigie/simulation';
import { sumsOf, summed, type ComparedMonth, type Summed } from './draw-family.ts';
import { CLUSTERED, HARMED, harmOf, trueEffect } from './harms.ts';
import {
  addComparisons,
  addMarket,
  emptyCount,
  emptyKpiCounts,
  mergeCounts,
  mergeKpiCounts,
  type Count,
  type KpiCounts,
} from './tally.ts';

/** `parity`: every partner has own's mix. `confounded`: mixes differ. `clusters`: mixes differ and failures bunch by day, design effect 2. */
export const SCENARIOS = ['parity', 'confounded', 'clusters'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** The partner that is harmed: large, and in the hard strata. */
const HARMED_PARTNER = 'alpha';
/** April to July 2024; the last is judged, the others tell how days scatter. */
const MONTHS = [111, 112, 113, 114] as const;
const TIMES = [1, 2] as const;
/** Indicators that stand on requests; the others need no new sums of them. */
const FROM_REQUESTS: ReadonlySet<KpiId> = new Set(['CA-05', 'CA-06', 'CA-07', 'CA-08', 'CA-18']);

export interface ScenarioCounts {
  /** Months with at least one RED or AMBER under parity. */
  months: Count;
  parity: Record<KpiId, KpiCounts>;
  /** The same of the large partner in the hard strata alone. */
  large: Record<KpiId, KpiCounts>;
  /** By multiple of the margin. */
  harmed: Record<(typeof TIMES)[number], Record<KpiId, KpiCounts>>;
  /** Success rates of the harmed partner under parity that a crude one-sided test at 5 % would call worse. */
  crude: Record<'CA-06' | 'CA-08' | 'CA-18', Count>;
}
export type MonthlyCounts = Record<Scenario, ScenarioCounts>;

const byKpi = <T>(make: () => T): Record<KpiId, T> =>
  Object.fromEntries(INDICATORS.map(({ id }) => [id, make()])) as Record<KpiId, T>;

const emptyScenario = (): ScenarioCounts => ({
  months: emptyCount(),
  parity: byKpi(emptyKpiCounts),
  large: byKpi(emptyKpiCounts),
  harmed: { 1: byKpi(emptyKpiCounts), 2: byKpi(emptyKpiCounts) },
  crude: { 'CA-06': emptyCount(), 'CA-08': emptyCount(), 'CA-18': emptyCount() },
});

export function emptyMonthly(): MonthlyCounts {
  return { parity: emptyScenario(), confounded: emptyScenario(), clusters: emptyScenario() };
}

export function mergeMonthly(into: MonthlyCounts, from: MonthlyCounts): void {
  for (const scenario of SCENARIOS) {
    const [a, b] = [into[scenario], from[scenario]];
    mergeCounts(a.months, b.months);
    for (const { id } of INDICATORS) {
      mergeKpiCounts(a.parity[id], b.parity[id]);
      mergeKpiCounts(a.large[id], b.large[id]);
      for (const times of TIMES) mergeKpiCounts(a.harmed[times][id], b.harmed[times][id]);
    }
    for (const kpi of ['CA-06', 'CA-08', 'CA-18'] as const) mergeCounts(a.crude[kpi], b.crude[kpi]);
  }
}

/** One market of each scenario: a month's family under parity, then each indicator harmed alone in that same month. */
export function runMarket(counts: MonthlyCounts, seed: number, market: number): void {
  SCENARIOS.forEach((scenario, stream) => {
    const random = createRandom(seed, market * 16 + stream);
    runScenario(counts[scenario], random, scenario);
  });
}

interface Market {
  readonly scatter: Scatter;
  readonly partners: readonly DrawnPartner[];
  /** By month, latest last. */
  readonly own: readonly Summed<OwnMonth>[];
  readonly drawn: readonly (readonly Summed<PartnerMonth>[])[];
}

function runScenario(counts: ScenarioCounts, random: Random, scenario: Scenario): void {
  const market = drawMarket(random, scenario);
  const entries = market.partners.flatMap((partner, position) => {
    const [before, now] = comparedMonths(market, position);
    return INDICATORS.map(({ id }) =>
      entry(id, partner.name, evidenceFor(id, { name: partner.name, now, before, exposureTimes: 1 })),
    );
  });
  const decisions = decideMonth(entries);
  const flagged = decisions.some(({ status }) => status === 'RED' || status === 'AMBER');
  addMarket(counts.months, 1, flagged ? 1 : 0);
  for (const { id } of INDICATORS) {
    const own = entries.flatMap((one, i) =>
      one.kpi === id
        ? [{ kpi: id, partner: one.partner, evidence: one.evidence, status: decisions[i]?.status ?? null }]
        : [],
    );
    addComparisons(counts.parity[id], own, trueEffect(id, 0));
    const large = own.filter((one) => one.partner === HARMED_PARTNER);
    addComparisons(counts.large[id], large, trueEffect(id, 0));
  }
  for (const kpi of ['CA-06', 'CA-08', 'CA-18'] as const) {
    const alpha = entries.find((one) => one.kpi === kpi && one.partner === HARMED_PARTNER);
    if (alpha !== undefined) addMarket(counts.crude[kpi], 1, crudeWorse(alpha.evidence) ? 1 : 0);
  }
  if (scenario !== 'parity') harmEach(counts, { random, market, entries, scenario });
}

/** Each indicator harmed alone for one partner, in the family of the others under parity. */
function harmEach(
  counts: ScenarioCounts,
  {
    random,
    market,
    entries,
    scenario,
  }: { random: Random; market: Market; entries: readonly MonthEntry[]; scenario: Scenario },
): void {
  const position = market.partners.findIndex((partner) => partner.name === HARMED_PARTNER);
  const partner = market.partners[position];
  if (partner === undefined) return;
  const [before, now] = comparedMonths(market, position);
  for (const kpi of scenario === 'clusters' ? CLUSTERED : HARMED) {
    for (const times of TIMES) {
      const { treatment, exposureTimes } = harmOf(kpi, times);
      const drawn = drawPartner(random, market, partner, treatment);
      const harmed = { ...now, partner: FROM_REQUESTS.has(kpi) ? summed(drawn) : { ...now.partner, drawn } };
      const evidence = evidenceFor(kpi, { name: partner.name, now: harmed, before, exposureTimes });
      const family = entries.map((one) =>
        one.kpi === kpi && one.partner === partner.name ? { ...one, evidence } : one,
      );
      const at = family.findIndex((one) => one.kpi === kpi && one.partner === partner.name);
      const status = decideMonth(family)[at]?.status ?? null;
      addComparisons(counts.harmed[times][kpi], [{ kpi, evidence, status }], trueEffect(kpi, times));
    }
  }
}

function drawMarket(random: Random, scenario: Scenario): Market {
  const scatter: Scatter = scenario === 'clusters' ? { kind: 'clustered', designEffect: 2 } : { kind: 'independent' };
  const partners = p.CALIBRATION_PARTNERS.map((partner) =>
    scenario === 'parity' ? { ...partner, mix: p.MIXES.own } : partner,
  );
  const months = MONTHS.map((month, i) => ({ month, scatter, daysOnly: i < MONTHS.length - 1 }));
  const own = months.map((input) => summed(drawOwnMonth(random, input), input.daysOnly));
  const drawn = months.map((input, i) =>
    partners.map((partner) => {
      const slots = own[i]?.drawn.slots ?? [];
      return summed(drawPartnerMonth(random, { ...input, partner, treatment: PARITY, slots }), input.daysOnly);
    }),
  );
  return { scatter, partners, own, drawn };
}

function drawPartner(random: Random, market: Market, partner: DrawnPartner, treatment: Treatment): PartnerMonth {
  const slots = market.own.at(-1)?.drawn.slots ?? [];
  return drawPartnerMonth(random, { month: MONTHS[3], scatter: market.scatter, partner, treatment, slots });
}

function comparedMonths(market: Market, position: number): [readonly ComparedMonth[], ComparedMonth] {
  const months = market.own.flatMap((own, i): ComparedMonth[] => {
    const partner = market.drawn[i]?.[position];
    if (partner === undefined) return [];
    const others = (market.drawn[i] ?? []).filter((_, other) => other !== position).map((other) => other.drawn);
    return [{ month: `2024-0${4 + i}`, own, partner, others }];
  });
  const now = months.at(-1);
  if (now === undefined) throw new RangeError('a market without a month');
  return [months.slice(0, -1), now];
}

const entry = (kpi: KpiId, partner: string, evidence: KpiEvidence): MonthEntry => ({ kpi, partner, evidence });

function evidenceFor(kpi: KpiId, input: Parameters<typeof sumsOf>[1]): KpiEvidence {
  const indicator = INDICATORS.find((one) => one.id === kpi);
  if (indicator === undefined) throw new RangeError(`no indicator ${kpi}`);
  return evidenceOf(indicator, sumsOf(kpi, input));
}

/** z of the crude difference below −1.645: what would be said without looking at strata. */
function crudeWorse({ beside, crudeEffect, ownN, partnerN }: KpiEvidence): boolean {
  const crude = beside.find((one) => one.name === 'crude');
  if (crude?.own == null || crudeEffect === null || ownN === 0 || partnerN === 0) return false;
  const spread = Math.sqrt(crude.own * (1 - crude.own) * (1 / ownN + 1 / partnerN));
  return spread > 0 && crudeEffect / spread < -1.6448536269514722;
}
