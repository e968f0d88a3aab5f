/** A unit counts in the month of its own calendar: UTC for technical indicators, Paris for the others. */
export const inMonth = (day: string): string => `${day} >= $month_from and ${day} < $month_to`;

/** The two calendars differ by a day at most. */
export const FACING = `(interface <> 'PARTNER_API' or partner is not null) and day >= $month_from - 1 and day < $month_to + 1`;

/** Null: the own channels. */
export const PARTNER = `case when interface = 'PARTNER_API' then partner end`;

/** One request-side success rate: what it sums over rows of the rollup, and the columns that `measuredSums` makes of it. */
export interface RequestMeasure {
  readonly kpi: number;
  readonly day: 'day' | 'day_utc';
  /** Technical indicators take probes, endpoint by endpoint. */
  readonly technical: boolean;
  readonly sums: { readonly trials: string; readonly successes: string };
  readonly trials: string;
  readonly successes: string;
}

/** domain.md §3.2, §3.3: CA-06 counts every request, CA-08 and CA-18 what people did. */
export const MEASURES: readonly RequestMeasure[] = [
  measure(6, { trials: 'requests', successes: 'requests - errors_platform' }),
  measure(8, { trials: 'confirmed + failed_platform + failed_practitioner', successes: 'confirmed' }),
  measure(18, { trials: 'clicks', successes: 'clicks - stale' }),
];

function measure(kpi: number, sums: RequestMeasure['sums']): RequestMeasure {
  const technical = kpi === 6;
  return {
    kpi,
    day: technical ? 'day_utc' : 'day',
    technical,
    sums,
    trials: `trials_${kpi}`,
    successes: `successes_${kpi}`,
  };
}

/** All of them in one pass over the rollup. `overDays`: days are added up, so each measure keeps to its own calendar's month here. */
export function measuredSums(overDays: boolean): string {
  return MEASURES.map(({ day, technical, sums, trials, successes }) => {
    const when = [...(overDays ? [inMonth(day)] : []), ...(technical ? [] : ['not is_probe'])].join(' and ');
    const summed = (what: string): string => `coalesce(sum(${what})${when === '' ? '' : ` filter (where ${when})`}, 0)`;
    return `${summed(sums.trials)} as ${trials}, ${summed(sums.successes)} as ${successes}`;
  }).join(', ');
}

/** `sides`: one month of every measure per side and codes, from $month_from to $month_to. Summed by the codes as they are stored, which are small. */
export function requestSides(keys: readonly string[]): string {
  const codes = keys.join(', ');
  return `
requests as (
  select interface, partner, endpoint, is_probe, ${codes}, ${measuredSums(true)}
  from rollup_request_day where ${FACING} group by interface, partner, endpoint, is_probe, ${codes}
),
sides as (
  ${MEASURES.map((measure) => sideOf(measure, codes)).join('\n  union all\n  ')}
)`;
}

function sideOf({ kpi, technical, trials, successes }: RequestMeasure, codes: string): string {
  const endpoint = technical ? 'endpoint, is_probe' : 'null as endpoint, false as is_probe';
  return `select kpi, partner, endpoint, is_probe, ${codes}, sum(trials) as trials, sum(successes) as successes
  from (select ${kpi} as kpi, ${PARTNER} as partner, ${endpoint}, ${codes}, ${trials} as trials, ${successes} as successes from requests where ${trials} > 0) counted
  group by kpi, partner, endpoint, is_probe, ${codes}`;
}
