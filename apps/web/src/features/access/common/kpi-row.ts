import type { Figure, FigureRow, Flag } from '@vigie/kernel';
import { STATUSES, verdictOf, type EffectUnit, type Verdict } from '@vigie/ui';
import * as z from 'zod/mini';
import { kpiInfo, type KpiId, type KpiInfo } from './kpi-list.ts';

const number = z._default(z.nullable(z.number()), null);
const count = z._default(z.number(), 0);
const text = z._default(z.string(), '');
const nothing = z.unknown();

const strataKeySchema = z.object({
  specialty: text,
  departement: text,
  visitKind: text,
  visitMode: text,
  dayType: text,
  hourBand: text,
  /** Latencies by endpoint, first answers by severity. */
  endpoint: text,
});
export type StrataKey = z.infer<typeof strataKeySchema>;

const stratumSchema = z.object({
  key: z.union([strataKeySchema, z.pipe(z.string(), z.transform(nameAlone))]),
  ownN: number,
  partnerN: number,
  ownLevel: number,
  partnerLevel: number,
  effect: number,
  ciLow: number,
  ciHigh: number,
  weight: z._default(z.number(), 0),
});
export type Stratum = z.infer<typeof stratumSchema>;

const besideSchema = z.object({ name: z.string(), own: number, partner: number, unit: text });
export type Beside = z.infer<typeof besideSchema>;

const rowSchema = z.object({
  kpi: z.string(),
  partner: z.string(),
  month: z.string(),
  status: z._default(z.nullable(z.enum(STATUSES)), null),
  value: number,
  ciLow: number,
  ciHigh: number,
  p: number,
  q: number,
  materialityQ: number,
  mdd: number,
  mddFamily: number,
  ownLevel: number,
  partnerLevel: number,
  ownN: count,
  partnerN: count,
  crudeEffect: number,
  impactRatio: number,
  unit: z.enum(['share', 'lnRatio', 'seconds', 'days', 'count']),
  margin: z.number(),
  rule: z._default(z.nullable(z.string()), null),
  tags: z._default(z.array(z.string()), []),
  monthsInRow: z._default(z.number(), 0),
  homogeneityP: number,
  dispersion: number,
  test: text,
  strata: z._default(z.array(nothing), []),
  beside: z._default(z.array(nothing), []),
});

/** One indicator × partner × month, as `access.parity` gives it, checked once at the edge. */
export interface AccessRow extends Omit<z.infer<typeof rowSchema>, 'kpi' | 'value' | 'strata' | 'beside'> {
  readonly kpi: KpiId;
  readonly info: KpiInfo;
  readonly unit: EffectUnit;
  /** Oriented, negative = partner worse. */
  readonly effect: number | null;
  readonly verdict: Verdict;
  readonly strata: readonly Stratum[];
  readonly beside: readonly Beside[];
  readonly flags: readonly Flag[];
  /** The row as it came, for its passport. */
  readonly row: FigureRow;
}

function nameAlone(name: string): StrataKey {
  return { specialty: name, departement: '', visitKind: '', visitMode: '', dayType: '', hourBand: '', endpoint: '' };
}

const keep = <T>(schema: z.ZodMiniType<T>, list: readonly unknown[]): T[] =>
  list.flatMap((item) => {
    const read = schema.safeParse(item);
    return read.success ? [read.data] : [];
  });

/** Rows that are an indicator of ours; null for one that cannot be read, which the caller counts rather than hides. */
export function toAccessRow(row: FigureRow): AccessRow | null {
  const read = rowSchema.safeParse({ ...row, value: row['effect'] ?? row.value });
  const known = read.success ? kpiInfo(read.data.kpi) : undefined;
  if (!read.success || known === undefined) return null;
  const { value, ...fields } = read.data;
  return {
    ...fields,
    kpi: known.id,
    info: known,
    month: fields.month.slice(0, 7),
    effect: value,
    verdict: verdictOf(fields.status, row.flags),
    strata: keep(stratumSchema, fields.strata),
    beside: keep(besideSchema, fields.beside),
    flags: row.flags,
    row,
  };
}

export interface AccessRows {
  readonly rows: readonly AccessRow[];
  /** Rows that this page cannot read. Said, never dropped in silence. */
  readonly unread: number;
}

export function readAccessRows(figure: Pick<Figure, 'rows'>): AccessRows {
  const rows = figure.rows.map(toAccessRow);
  return { rows: rows.filter((row) => row !== null), unread: rows.filter((row) => row === null).length };
}
