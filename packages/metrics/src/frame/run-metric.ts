import { createHash } from 'node:crypto';
import type { Figure } from '@vigie/kernel';
import type { ReleaseReader } from '@vigie/warehouse';
import { z } from 'zod';
import type { ColumnDefinition, FigureDraft, MetricDefinition } from './definition.ts';
import { parameterError } from './explain-parameter.ts';
import { createMetricContext } from './metric-context.ts';
import { QUALITY_RULES } from './quality-rules.ts';

const STANDARD_COLUMNS: readonly ColumnDefinition[] = [
  { name: 'value', unit: 'ratio', title: { en: 'Value', fr: 'Valeur' } },
  { name: 'numerator', unit: 'volume', title: { en: 'Counted', fr: 'Compté' } },
  { name: 'denominator', unit: 'volume', title: { en: 'Out of', fr: 'Sur' } },
  { name: 'ciLow', unit: 'ratio', title: { en: '95% from', fr: '95 % de' } },
  { name: 'ciHigh', unit: 'ratio', title: { en: '95% to', fr: '95 % à' } },
];

/** Runs one metric over one release: parameters parsed, SQL run, passport written. Errors name the parameter at fault. */
export async function runMetric(
  release: ReleaseReader,
  metric: MetricDefinition,
  params: Record<string, unknown>,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Figure> {
  const parsed = parseParams(metric, params);
  const context = createMetricContext(release, options.signal);
  const draft = await metric.compute(context, parsed);
  const columns = columnsOf(metric, draft);
  return {
    metric: metric.id,
    version: metric.version,
    definition: draft.definition,
    unit: metric.unit,
    dimensions: draft.dimensions,
    columns,
    rows: draft.rows,
    flags: draft.flags,
    summary: draft.summary ?? {},
    coverage: { ...draft.coverage, dataFrom: release.info.dataFrom, dataToExclusive: release.info.dataToExclusive },
    passport: passportOf(release, metric, { draft, parsed, statements: context.statements() }),
  };
}

/** Unknown names are refused too: a misspelt filter must not silently widen a figure. */
export function parseParams(metric: MetricDefinition, params: Record<string, unknown>): Record<string, unknown> {
  const result = z.strictObject(metric.params.shape).safeParse(params);
  if (result.success) return result.data;
  throw parameterError(metric, params, result.error);
}

function columnsOf(metric: MetricDefinition, draft: FigureDraft): Figure['columns'] {
  const dimensions = draft.dimensions.map((name) => ({ name, unit: name === 'period' ? 'date' : 'text', title: name }));
  const valueUnit = metric.unit === 'screen' ? 'points' : metric.unit;
  const standard = STANDARD_COLUMNS.map((c) => ({
    name: c.name,
    unit: c.unit === 'ratio' ? valueUnit : c.unit,
    title: c.title.en,
  }));
  // A metric may give a standard column a title and unit of its own (an effect, an interval that is not at 95 %).
  const own = new Map(metric.columns.map((c) => [c.name, { name: c.name, unit: c.unit as string, title: c.title.en }]));
  const renamed = standard.map((c) => own.get(c.name) ?? c);
  const further = [...own.values()].filter((c) => !standard.some((s) => s.name === c.name));
  return [...dimensions, ...renamed, ...further];
}

function passportOf(
  release: ReleaseReader,
  metric: MetricDefinition,
  run: { draft: FigureDraft; parsed: Record<string, unknown>; statements: readonly string[] },
): Figure['passport'] {
  const { draft } = run;
  // Statements may run side by side; sorting makes the passport independent of which came first.
  const sql = [...run.statements].sort();
  return {
    metric: metric.id,
    version: metric.version,
    formula: draft.formula,
    definition: draft.definition,
    params: Object.fromEntries(Object.entries(run.parsed).filter(([, value]) => value !== undefined)),
    period: draft.period,
    intervalMethod: draft.intervalMethod,
    release: {
      number: release.number,
      hash: release.hash,
      dataTo: release.info.dataToExclusive,
      simulated: release.info.simulated,
    },
    inputs: release.inputs.map((input) => ({ name: input.name, sha256: input.sha256, profile: input.profile })),
    sqlSha256: createHash('sha256').update(sql.join('\n;\n')).digest('hex'),
    sql,
    engine: release.engine.name,
    codeRevision: release.manifest.codeRevision,
    coverage: { ...draft.coverage, dataFrom: release.info.dataFrom, dataToExclusive: release.info.dataToExclusive },
    choices: [
      ...draft.choices,
      { name: 'qualityRules', value: `v${QUALITY_RULES.version}`, note: 'thresholds behind the flags' },
    ],
  };
}
