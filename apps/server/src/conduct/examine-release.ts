import type { AccessContents, FigureService } from '@vigie/api';
import type { Decision, ExaminationResult, InquiryContext } from '@vigie/inquiries';
import { examinedScopes, recordExamination } from '@vigie/inquiries';
import { AppError, type Figure } from '@vigie/kernel';
import type { ReleaseRecord } from '@vigie/warehouse';
import type { Logger } from '../logger.ts';
import { foundInOf, readAlarmDecision, readMonthDecisions } from './read-decisions.ts';

/** How far back a release is looked at: the newest whole months, and the monitor of the newest years. */
export const EXAMINATION_BOUNDS = { months: 36, years: 2 } as const;

export const PARITY = 'access.parity';
export const MONITOR = 'access.monitor';

/** What the catalogue says of the two metrics; null while it has none of that name. */
export interface ExaminedMetrics {
  readonly parity: { readonly version: number } | null;
  /** With the indicators that have a monitor. */
  readonly monitor: { readonly version: number; readonly kpis: readonly string[] } | null;
}

export interface ExaminationOptions {
  readonly record: ReleaseRecord;
  readonly access: AccessContents;
  readonly figures: FigureService;
  readonly metrics: ExaminedMetrics;
  readonly context: InquiryContext;
  readonly onResult: (result: ExaminationResult) => void;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** One figure to look at: a month, or one stream of a year. */
interface Look {
  readonly scope: string;
  readonly metric: string;
  readonly params: Record<string, unknown>;
  readonly decide: (figure: Figure) => Decision[];
}

/**
 * Looks at every whole month of a release that was not looked at before, oldest first so that a run of RED months opens one case at
 * its beginning, then at the monitor's years. A month that is still open is not looked at: it has no verdict yet. The monitor may be
 * looked at on any day, so its years are those of all months.
 * A figure that cannot be computed is said in the log and tried again at the next start; it stops nothing else.
 * @throws AppError CANCELLED.
 */
export async function examineRelease(options: ExaminationOptions): Promise<void> {
  const { access, metrics } = options;
  const months = access.months.filter(({ whole }) => whole).slice(-EXAMINATION_BOUNDS.months);
  if (metrics.parity !== null)
    await lookAt(
      months.map(({ month }) => monthLook(month)),
      metrics.parity.version,
      options,
    );
  if (metrics.monitor !== null)
    await lookAt(monitorLooks(access.months, metrics.monitor.kpis), metrics.monitor.version, options);
}

function monthLook(month: string): Look {
  const decide = (figure: Figure): Decision[] => readMonthDecisions(figure, month);
  return { scope: month, metric: PARITY, params: { month }, decide };
}

/** Every stream of the newest years: indicators with a monitor, partners with data in the year. */
function monitorLooks(months: AccessContents['months'], kpis: readonly string[]): Look[] {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].slice(-EXAMINATION_BOUNDS.years);
  return years.flatMap((year) => {
    const ofYear = months.filter(({ month }) => month.startsWith(year));
    const partners = [...new Set(ofYear.flatMap((month) => month.partners))].sort();
    return kpis.flatMap((kpi) => partners.map((partner) => monitorLook({ kpi, partner, year })));
  });
}

function monitorLook(stream: { kpi: string; partner: string; year: string }): Look {
  const { kpi, partner, year } = stream;
  const decide = (figure: Figure): Decision[] => [readAlarmDecision(figure, stream)];
  return { scope: `${year} ${kpi} ${partner}`, metric: MONITOR, params: { kpi, partner, year: Number(year) }, decide };
}

/** Computes and takes in each figure of one metric that was not examined yet. */
async function lookAt(looks: readonly Look[], metricVersion: number, options: ExaminationOptions): Promise<void> {
  const { context, record, logger, signal } = options;
  const metric = looks[0]?.metric;
  if (metric === undefined) return;
  const examined = await examinedScopes(context, { releaseHash: record.hash, metric, metricVersion });
  const left = looks.filter(({ scope }) => !examined.has(scope));
  if (left.length === 0) return;
  logger.info({ release: record.number, metric, figures: left.length }, 'examining access');
  for (const [index, look] of left.entries()) {
    signal.throwIfAborted();
    const figure = await computeFigure(look, options);
    if (figure !== null) await takeIn(figure, look, options);
    logger.debug({ release: record.number, metric, scope: look.scope, done: index + 1, of: left.length }, 'examined');
  }
  logger.info({ release: record.number, metric, figures: left.length }, 'examined access');
}

async function computeFigure({ metric, params, scope }: Look, options: ExaminationOptions): Promise<Figure | null> {
  const { figures, record, signal, logger } = options;
  try {
    return await figures.run(metric, params, { release: record.number, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    // A refusal is an answer: this indicator has no such figure, or the data cannot carry it.
    if (error instanceof AppError) logger.info({ metric, scope, reason: error.reason }, 'not examined');
    else logger.error({ err: error, metric, scope }, 'an examination failed');
    return null;
  }
}

async function takeIn(figure: Figure, { scope, decide }: Look, options: ExaminationOptions): Promise<void> {
  const { record, context, onResult, logger } = options;
  const { simulated } = figure.passport.release;
  const foundIn = foundInOf(figure, record.seal.builtAt);
  const result = await recordExamination(context, { foundIn, simulated, scope, decisions: decide(figure) });
  for (const { number, kpi, partner } of result.opened)
    logger.info({ case: number, kpi, partner, scope }, 'a conduct case was opened');
  onResult(result);
}
