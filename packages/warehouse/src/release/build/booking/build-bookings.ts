import { z } from 'zod';
import { AppError } from '@vigie/kernel';
import { ingestsOf, progress } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { reuseFile } from '../previous-release.ts';
import { writeJson } from '../register-file.ts';
import { findSuperseded } from './find-superseded.ts';
import { indexIngests } from './index-ingests.ts';
import type { IngestIndex } from './index-ingests.ts';
import { MONTHS_INDEX, monthRecordSchema, signMonths } from './month-records.ts';
import type { Contribution, MonthRecord } from './month-records.ts';
import { MonthSources } from './month-source.ts';
import { describeParisMonths } from './paris-months.ts';
import type { ParisMonth } from './paris-months.ts';
import { planMonths } from './plan-months.ts';
import type { IngestMonths } from './plan-months.ts';
import { monthFile, writeMonth } from './write-month.ts';

export interface BuiltBookings {
  /** Ascending. */
  readonly months: readonly { readonly record: MonthRecord; readonly month: ParisMonth; readonly reused: boolean }[];
}

interface Plan {
  readonly month: ParisMonth;
  readonly contributions: readonly Contribution[];
  readonly signature: string;
  readonly old: MonthRecord | undefined;
}

/** Writes `parquet/booking/<month>.parquet` for every month, taking over the months that did not change. */
export async function buildBookings(context: BuildContext): Promise<BuiltBookings> {
  const plans = await planMonths(context);
  if (plans.length === 0) return { months: [] };
  const indexes = await indexIngests(context, ingestsOf(context, 'booking'));
  const superseded = await findSuperseded(context, indexes);
  const months = await planSignatures(context, plans, indexes);
  const sources = new MonthSources(context);
  await sources.prepare(
    plans,
    months.filter((plan) => plan.old === undefined).map((plan) => plan.month),
  );
  const built: { record: MonthRecord; month: ParisMonth; reused: boolean }[] = [];
  for (const [index, plan] of months.entries()) {
    progress(context, 'bookings', index, months.length);
    built.push(await buildMonth(context, plan, { sources, indexes }));
  }
  await writeJson(
    context,
    `index/${MONTHS_INDEX}`,
    built.map(({ record }) => ({ ...record })),
  );
  addSteps(
    context,
    built.map(({ record }) => record),
    superseded,
  );
  return { months: built };
}

async function planSignatures(
  context: BuildContext,
  plans: readonly IngestMonths[],
  indexes: readonly IngestIndex[],
): Promise<Plan[]> {
  const names = [...new Set(plans.flatMap((plan) => [...plan.months.keys()]))].sort();
  const described = await describeParisMonths(context, names);
  const known = new Map(
    (await context.previous?.readIndex(MONTHS_INDEX, z.array(monthRecordSchema)))?.map((record) => [
      record.month,
      record,
    ]),
  );
  const months = [...described.values()].map((month) => ({ month, contributions: contributionsTo(month, plans) }));
  const signatures = await signMonths(context, months, indexes);
  return months.map((plan) => {
    const signature = signatures.get(plan.month.month) ?? '';
    const old = known.get(plan.month.month);
    return { ...plan, signature, old: old?.signature === signature ? old : undefined };
  });
}

function contributionsTo({ month }: ParisMonth, plans: readonly IngestMonths[]): Contribution[] {
  return plans.flatMap(({ ingest, months }) => {
    const rows = months.get(month);
    return rows === undefined ? [] : [{ ingestId: ingest.record.id, rows }];
  });
}

async function buildMonth(
  context: BuildContext,
  plan: Plan,
  shared: { sources: MonthSources; indexes: readonly IngestIndex[] },
): Promise<{ record: MonthRecord; month: ParisMonth; reused: boolean }> {
  const { month, signature } = plan;
  if (plan.old !== undefined && (await reuseFile(context, monthFile(month.month)))) {
    return { record: plan.old, month, reused: true };
  }
  const ids = new Set(plan.contributions.map((each) => each.ingestId));
  const ingests = ingestsOf(context, 'booking').filter((ingest) => ids.has(ingest.record.id));
  const written = await writeMonth(context, { month, ingests, ...shared });
  const expected = plan.contributions.reduce((sum, each) => sum + each.rows, 0);
  if (written.rows + written.superseded !== expected) {
    throw new AppError(
      'CONTRACT_MISMATCH',
      `${expected} bookings of ${month.month} were read but ${written.rows} written and ${written.superseded} superseded.`,
      {
        reason: 'ROWS_LOST',
        where: { month: month.month },
        cure: 'This is a fault of the program: please report it. The last release is untouched.',
      },
    );
  }
  return {
    record: { month: month.month, signature, ...written, codes: copyCodes(written.codes) },
    month,
    reused: false,
  };
}

function copyCodes(codes: Readonly<Record<string, readonly string[]>>): MonthRecord['codes'] {
  return Object.fromEntries(
    Object.entries(codes).map(([column, values]) => [column, [...values]]),
  ) as MonthRecord['codes'];
}

function addSteps(context: BuildContext, records: readonly MonthRecord[], superseded: number): void {
  const ingests = ingestsOf(context, 'booking');
  const rowsIn = ingests.reduce((sum, ingest) => sum + ingest.record.rowsIn, 0);
  const rejected = ingests.reduce((sum, ingest) => sum + ingest.record.rejected, 0);
  context.steps.push({
    name: 'booking: accepted',
    rowsIn,
    rowsOut: rowsIn - rejected,
    leftOut: [{ reason: 'rejected', rows: rejected }],
  });
  context.steps.push({
    name: 'booking: latest state',
    rowsIn: rowsIn - rejected,
    rowsOut: records.reduce((sum, record) => sum + record.rows, 0),
    leftOut: [{ reason: 'superseded by a later extraction', rows: superseded }],
  });
}
