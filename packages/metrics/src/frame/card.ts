import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LocalText, MetricDefinition } from './definition.ts';

/** One parameter as a form or a help text shows it. `default` null: the metric chooses, and says so in the passport. */
export interface CardParameter {
  readonly name: string;
  readonly type: 'date' | 'enum' | 'list' | 'number' | 'boolean' | 'string';
  readonly required: boolean;
  readonly default: unknown;
  readonly values: string[] | null;
  readonly description: LocalText;
}

export interface MetricCard {
  readonly id: string;
  readonly version: number;
  readonly title: LocalText;
  readonly unit: string;
  readonly formula: string;
  readonly source: string;
  readonly parameters: CardParameter[];
  readonly dimensions: string[];
  readonly flags: string[];
  readonly markdown: string;
  /** Of `markdown`: the one asked for, English where the card has no other. */
  readonly language: CardLanguage;
}

export type CardLanguage = 'en' | 'fr';

/**
 * The card of a metric: what its definition says, and its card.md, or card.fr.md beside it. The parameters are read from the schema that parses them, so they
 * cannot drift.
 */
export function cardOf(metric: MetricDefinition, language: CardLanguage = 'en'): MetricCard {
  const french = new URL('card.fr.md', metric.card);
  const served = language === 'fr' && existsSync(french) ? 'fr' : 'en';
  return {
    id: metric.id,
    version: metric.version,
    title: metric.title,
    unit: metric.unit,
    formula: metric.formula,
    source: metric.source,
    parameters: parametersOf(metric),
    dimensions: [...metric.dimensions],
    flags: [...metric.flags],
    markdown: readFileSync(served === 'fr' ? french : metric.card, 'utf8'),
    language: served,
  };
}

/** What the JSON schema of one parameter says of it. */
const propertySchema = z.looseObject({
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  enum: z.array(z.string()).optional(),
  items: z.looseObject({ enum: z.array(z.string()).optional() }).optional(),
  pattern: z.string().optional(),
  description: z.string().optional(),
  fr: z.string().optional(),
  default: z.unknown().optional(),
});

export type ParameterSchema = z.infer<typeof propertySchema>;

/** The parameters of a metric by name, as their schema describes them. */
export function parameterSchemas(metric: Pick<MetricDefinition, 'params'>): Map<string, ParameterSchema> {
  const { properties = {} } = z.toJSONSchema(metric.params, { io: 'output', unrepresentable: 'any' });
  return new Map(Object.entries(properties).map(([name, raw]) => [name, propertySchema.parse(raw)]));
}

function parametersOf(metric: MetricDefinition): CardParameter[] {
  const schema = z.toJSONSchema(metric.params, { io: 'output', unrepresentable: 'any' });
  return [...parameterSchemas(metric)].map(([name, property]) => {
    const description = property.description ?? name;
    return {
      name,
      type: typeOf(property),
      required: schema.required?.includes(name) === true && property.default === undefined,
      default: property.default ?? null,
      values: property.enum ?? property.items?.enum ?? null,
      description: { en: description, fr: property.fr ?? description },
    };
  });
}

export function typeOf(property: ParameterSchema): CardParameter['type'] {
  if (property.enum) return 'enum';
  if (property.type === 'array') return 'list';
  if (property.type === 'number' || property.type === 'integer') return 'number';
  if (property.type === 'boolean') return 'boolean';
  return property.pattern?.includes('\\d{4}') === true ? 'date' : 'string';
}
