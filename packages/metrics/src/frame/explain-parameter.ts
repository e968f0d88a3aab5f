import { AppError } from '@vigie/kernel';
import type { z } from 'zod';
import { parameterSchemas, typeOf, type ParameterSchema } from './card.ts';
import type { MetricDefinition } from './definition.ts';

/**
 * Why the parameters of a metric cannot be read, in our words: which one, what it was given, what it takes, what to do. The parser only says where it
 * stopped; its own sentences speak of types.
 */
export function parameterError(
  metric: Pick<MetricDefinition, 'id' | 'params'>,
  given: Readonly<Record<string, unknown>>,
  error: z.ZodError,
): AppError {
  const schemas = parameterSchemas(metric);
  const known = [...schemas.keys()];
  const issue = error.issues[0];
  const name = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue?.path[0] ?? '');
  const where = { parameter: name };
  if (!schemas.has(name)) {
    return new AppError('BAD_INPUT', `${metric.id} has no parameter "${name}".`, {
      reason: 'BAD_PARAMETER',
      where,
      cure: `${metric.id} takes ${known.join(', ')}.`,
    });
  }
  const schema = schemas.get(name) ?? {};
  const expected = expectation(schema);
  const means = schema.description === undefined ? '' : ` ${schema.description}`;
  if (given[name] === undefined) {
    return new AppError('BAD_INPUT', `${metric.id} needs "${name}": ${expected}.`, {
      reason: 'MISSING_PARAMETER',
      where,
      cure: `Give ${name}.${means}`,
    });
  }
  return new AppError(
    'BAD_INPUT',
    `The parameter "${name}" of ${metric.id} is ${shown(given[name])}; it takes ${expected}.`,
    {
      reason: 'BAD_PARAMETER',
      where,
      cure: `Give ${name} as ${expected}.${means}`,
    },
  );
}

/** What a parameter takes, as words that follow “it takes”. */
export function expectation(schema: ParameterSchema): string {
  switch (typeOf(schema)) {
    case 'enum':
      return schema.enum?.length === 1 ? String(schema.enum[0]) : `one of ${(schema.enum ?? []).join(', ')}`;
    case 'list':
      return `a list of ${(schema.items?.enum ?? ['codes']).join(', ')}, separated by commas`;
    case 'boolean':
      return 'on or off';
    case 'number':
      return `a ${schema.type === 'integer' ? 'whole number' : 'number'}${range(schema)}`;
    case 'date':
      return 'a day that exists, as YYYY-MM-DD';
    case 'string':
      return schema.pattern === undefined
        ? `a text${length(schema)}`
        : (FORMS[schema.pattern] ?? 'a text of the form described');
  }
}

/** Forms of text that parameters are checked by. */
const FORMS: Readonly<Record<string, string>> = {
  '^\\d{4}-(0[1-9]|1[0-2])$': 'a month, as YYYY-MM',
};

/** JSON schema gives every integer the bounds of what a double can hold; those are nobody's rule. */
const isRule = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

function range(schema: ParameterSchema): string {
  const parts = [
    ...(isRule(schema.exclusiveMinimum) ? [`above ${schema.exclusiveMinimum}`] : []),
    ...(isRule(schema.minimum) ? [`from ${schema.minimum}`] : []),
    ...(isRule(schema.maximum) ? [`up to ${schema.maximum}`] : []),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}

function length({ minLength = 0, maxLength }: ParameterSchema): string {
  if (maxLength === undefined) return minLength > 0 ? ', not blank' : '';
  return ` of ${minLength} to ${maxLength} characters`;
}

function shown(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return Array.isArray(value) ? `[${value.map(String).join(', ')}]` : 'an object';
  const text = String(value);
  if (text.trim() === '') return 'blank';
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}
