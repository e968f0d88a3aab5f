import { z } from 'zod';

/**
 * What every face of the product receives when it asks for a metric: rows, what they cover, what is wrong with them,
 * and the passport with which a stranger can ask for the same rows again.
 */

export const FLAG_CODES = [
  'INCOMPLETE_PERIOD',
  'BREAK_IN_SERIES',
  'OUTLIER',
  'DUPLICATE_KEY',
  'MEASUREMENT_FAILURE',
  'EMPTY_DENOMINATOR',
  'LOW_COVERAGE',
  'TIE',
  'NO_BASE',
  'COVERAGE_CHANGED',
  'FULL_COUNT',
  'MULTI_SITE',
  'ESTIMATED',
  'REPAIRED',
  'KNOWN_FRINGE',
  'REFUSED',
  'DUPLICATE_LISTING',
  'NO_DATA',
  'NO_EVENT',
  'STRATA_MERGED',
  'HETEROGENEOUS',
  'CLUSTERED',
  'SMALL_SAMPLE',
  'UNALIGNED',
] as const;

/** severity `refuse`: the value was withheld; `warn`: shown, and must be shown with the figure; `note`: for the passport. */
export const flagSchema = z.object({
  code: z.enum(FLAG_CODES),
  severity: z.enum(['note', 'warn', 'refuse']),
  /** English sentence with the numbers in it. */
  message: z.string(),
  /** The numbers of the sentence, so that a face can write it in another language. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type Flag = z.infer<typeof flagSchema>;
export type FlagCode = Flag['code'];

/** A cell of a row. Instants and days are ISO strings; counts beyond 2^53 never occur in a row. */
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * One row: the dimensions asked for, then the numbers. `value` is a ratio (0–1) for shares, points (0–10,000) for HHI,
 * null when refused or empty. A metric may add columns of its own; its definition names them with their units.
 */
export const figureRowSchema = z
  .object({
    value: z.number().nullable(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    ciLow: z.number().nullable(),
    ciHigh: z.number().nullable(),
    flags: z.array(flagSchema),
  })
  .catchall(z.union([cell, z.array(z.unknown())]));
export type FigureRow = z.infer<typeof figureRowSchema>;

export const leftOutSchema = z.object({ reason: z.string(), rows: z.number() });

/** Rows read = rows counted + Σ left out. Counts are of source rows or, for aggregated sources, of the units they carry (`unit`). */
export const coverageSchema = z.object({
  unit: z.string(),
  rowsRead: z.number(),
  rowsCounted: z.number(),
  leftOut: z.array(leftOutSchema),
  /** Rows counted with a known platform ÷ rows counted, 0–1. Null where nothing was read. */
  matchedRatio: z.number().nullable(),
  unmatched: z.number(),
  /** Sites or practitioners that reported in the period. */
  reporting: z.number().nullable(),
  sources: z.array(z.string()),
  dataFrom: z.string().nullable(),
  dataToExclusive: z.string().nullable(),
});
export type Coverage = z.infer<typeof coverageSchema>;

export const passportSchema = z.object({
  metric: z.string(),
  version: z.number(),
  formula: z.string(),
  definition: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
  period: z.object({ from: z.string(), toExclusive: z.string(), timeZone: z.string(), countedBy: z.string() }),
  /** How the interval was made, or why there is none ("census"). */
  intervalMethod: z.string(),
  release: z.object({ number: z.number(), hash: z.string(), dataTo: z.string().nullable(), simulated: z.boolean() }),
  inputs: z.array(z.object({ name: z.string(), sha256: z.string(), profile: z.string() })),
  sqlSha256: z.string(),
  sql: z.array(z.string()),
  engine: z.string(),
  codeRevision: z.string(),
  coverage: coverageSchema,
  /** Choices on record: attribution day, repairs, outside option, strata merges… */
  choices: z.array(z.object({ name: z.string(), value: z.string(), note: z.string() })),
});
export type Passport = z.infer<typeof passportSchema>;

export const figureSchema = z.object({
  metric: z.string(),
  version: z.number(),
  definition: z.string().nullable(),
  unit: z.enum(['ratio', 'points', 'count', 'eur_cents', 'ratio_change', 'km', 'screen']),
  dimensions: z.array(z.string()),
  /** Columns in order, with the unit each is in; faces need no knowledge of the metric to print it. */
  columns: z.array(z.object({ name: z.string(), unit: z.string(), title: z.string() })),
  rows: z.array(figureRowSchema),
  flags: z.array(flagSchema),
  /** Numbers about the figure as a whole, named by the metric: a range, a count of local markets, a total. */
  summary: z.record(z.string(), cell).default({}),
  coverage: coverageSchema,
  passport: passportSchema,
});
export type Figure = z.infer<typeof figureSchema>;

/** What one row covers, where its figure puts rows of different standing side by side. */
export function coverageOf(row: FigureRow): Coverage | null {
  const parsed = z.tuple([coverageSchema]).safeParse(row['coverage']);
  return parsed.success ? parsed.data[0] : null;
}

/**
 * The passport of one row: the figure's, with the parts that the row has of its own (`coverage`, `choices`, `countedBy`, `intervalMethod`, `countingRule`,
 * `definition`) in their place.
 */
export function passportOfRow(figure: Pick<Figure, 'passport'>, row: FigureRow): Passport {
  const { passport } = figure;
  const coverage = coverageOf(row);
  if (coverage === null) return passport;
  const choices = passportSchema.shape.choices.safeParse(row['choices']);
  const textOr = (name: string, fallback: string): string => {
    const cell = row[name];
    return typeof cell === 'string' ? cell : fallback;
  };
  return {
    ...passport,
    definition: typeof row['definition'] === 'string' ? row['definition'] : passport.definition,
    formula: textOr('countingRule', passport.formula),
    intervalMethod: textOr('intervalMethod', passport.intervalMethod),
    period: { ...passport.period, countedBy: textOr('countedBy', passport.period.countedBy) },
    coverage: { ...coverage, dataFrom: passport.coverage.dataFrom, dataToExclusive: passport.coverage.dataToExclusive },
    choices: choices.success
      ? [...passport.choices, ...choices.data.filter((c) => !passport.choices.some((p) => p.name === c.name))]
      : passport.choices,
  };
}
