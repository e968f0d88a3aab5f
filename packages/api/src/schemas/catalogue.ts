import { z } from 'zod';
import { localisedSchema } from './common.ts';

/** One parameter of a metric, as a form can show it. */
export const cardParameterSchema = z.object({
  name: z.string(),
  /** `date`, `enum`, `list`, `number`, `boolean`, `string`. */
  type: z.string(),
  required: z.boolean(),
  /** Null: no default; the metric chooses or asks. */
  default: z.unknown(),
  /** The closed list of values, or null when the values are open. */
  values: z.array(z.string()).nullable(),
  description: localisedSchema,
});
export type CardParameter = z.infer<typeof cardParameterSchema>;

export const cardSummarySchema = z.object({
  id: z.string(),
  version: z.number(),
  title: localisedSchema,
  unit: z.string(),
  formula: z.string(),
  /** Where the formula comes from. */
  source: z.string(),
  parameters: z.array(cardParameterSchema),
  dimensions: z.array(z.string()),
  flags: z.array(z.string()),
});
export type CardSummary = z.infer<typeof cardSummarySchema>;

export const cardLanguageSchema = z.enum(['en', 'fr']);

/** The whole card; `markdown` is the metric's card in `language`: the one asked for, English where there is no other. */
export const cardSchema = cardSummarySchema.extend({ markdown: z.string(), language: cardLanguageSchema });
export type Card = z.infer<typeof cardSchema>;
