/**
 * What the engines write differently, in the one spelling that all of them read the same way.
 * Arguments are SQL expressions of the metric's own text, never text of a person.
 */
export const portableSql = {
  /** First day of the period as a DATE. `grain` is an expression that gives 'day', 'week' (Monday), 'month', 'quarter' or 'year'. */
  truncDate: (grain: string, day: string): string => `cast(date_trunc(${grain}, cast(${day} as timestamp)) as date)`,

  /** Division that is never an integer one, null where the denominator is zero. */
  ratio: (numerator: string, denominator: string): string =>
    `cast(${numerator} as double precision) / nullif(cast(${denominator} as double precision), 0)`,

  /** Exact quantile with linear interpolation (type 7); `p` from 0 to 1. */
  quantile: (p: string, value: string): string => `percentile_cont(${p}) within group (order by ${value})`,

  /** 1 or 0, 0 for null, so that it can be summed. */
  countIf: (condition: string): string => `case when ${condition} then 1 else 0 end`,

  /** 'true', 'false' or null: PostgreSQL and DuckDB print booleans differently. */
  booleanText: (value: string): string => `case when ${value} then 'true' when not (${value}) then 'false' end`,

  /** Exact sum of a decimal column as a double, for figures. */
  sumAsDouble: (value: string): string => `cast(sum(${value}) as double precision)`,

  /** A code or null as text, so that it can be compared with codes outside the column's own list. */
  text: (value: string): string => `cast(${value} as varchar)`,
} as const;
