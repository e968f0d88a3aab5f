import type { Coverage, Figure, FigureRow, Flag, FlagCode, Passport } from '@vigie/kernel';
import type { z } from 'zod';
import type { MetricContext } from './metric-context.ts';

export interface LocalText {
  readonly en: string;
  readonly fr: string;
}

/** One more column of a row beside the six that every row has: its unit tells a face how to print it. */
export interface ColumnDefinition {
  readonly name: string;
  readonly unit:
    | 'text'
    | 'date'
    | 'ratio'
    | 'points'
    | 'count'
    | 'volume'
    | 'eur_cents'
    | 'ratio_change'
    | 'km'
    | 'boolean'
    | 'list';
  readonly title: LocalText;
}

/** What a metric's `compute` gives back; the frame adds release, inputs, engine and SQL to make the figure. */
export interface FigureDraft {
  readonly rows: FigureRow[];
  readonly flags: Flag[];
  readonly coverage: Coverage;
  readonly dimensions: string[];
  readonly definition: string | null;
  readonly formula: string;
  readonly intervalMethod: string;
  readonly period: Passport['period'];
  readonly choices: Passport['choices'];
  /** Numbers about the figure as a whole. */
  readonly summary?: Figure['summary'];
}

/**
 * One metric: the only place where its figure is defined. The API, the CLI, the macros, notebooks and dossiers all run this object.
 * `Params` is the parsed parameter object; its zod schema carries names, defaults and allowed values.
 */
export interface MetricDefinition<Schema extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly version: number;
  readonly title: LocalText;
  readonly unit: Figure['unit'];
  readonly formula: string;
  readonly source: string;
  /** The metric's card.md. */
  readonly card: URL;
  readonly params: Schema;
  readonly dimensions: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  readonly flags: readonly FlagCode[];
  compute(context: MetricContext, params: z.infer<Schema>): Promise<FigureDraft>;
}

/** Fixes the parameter type of a definition while the catalogue holds all of them alike. */
export function defineMetric<Schema extends z.ZodObject>(
  definition: MetricDefinition<Schema>,
): MetricDefinition<Schema> {
  return definition;
}
