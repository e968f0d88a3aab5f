import { AppError } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../catalogue.ts';
import { marketLocal } from '../market/local/definition.ts';
import { mergerScreen } from '../market/merger-screen/definition.ts';
import { marketShare } from '../market/share/definition.ts';
import { parameterSchemas } from './card.ts';
import { parseParams } from './run-metric.ts';

function errorOf(metric: Parameters<typeof parseParams>[0], params: Record<string, unknown>): AppError | null {
  try {
    parseParams(metric, params);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe('a parameter that cannot be read', () => {
  it.each([
    [
      marketShare,
      { from: '2021-02-30' },
      'The parameter "from" of market.share is “2021-02-30”; it takes a day that exists, as YYYY-MM-DD.',
    ],
    [
      marketShare,
      { grain: 'fortnight' },
      'The parameter "grain" of market.share is “fortnight”; it takes one of total, day, week, month, quarter, year.',
    ],
    [
      marketShare,
      { by: 'platform,colour' },
      'The parameter "by" of market.share is “platform,colour”; it takes a list of platform, departement, profession, specialty, separated by commas.',
    ],
    [marketShare, { repairs: 'maybe' }, 'The parameter "repairs" of market.share is “maybe”; it takes on or off.'],
    [
      marketShare,
      { departement: ' ' },
      'The parameter "departement" of market.share is blank; it takes a text of 1 to 60 characters.',
    ],
    [
      marketShare,
      { platform: { $ne: 1 } },
      'The parameter "platform" of market.share is an object; it takes a text of 1 to 60 characters.',
    ],
    [marketShare, { colour: 'blue' }, 'market.share has no parameter "colour".'],
    [
      marketLocal,
      { radiusKm: -3 },
      'The parameter "radiusKm" of market.local is “-3”; it takes a number above 0 up to 500.',
    ],
    [
      marketLocal,
      { lat: 'north' },
      'The parameter "lat" of market.local is “north”; it takes a number from -90 up to 90.',
    ],
    [mergerScreen, { second: 'beta' }, 'market.merger-screen needs "first": a text of 1 to 60 characters.'],
  ] as const)('%#: what it is and what it takes', (metric, params, message) => {
    const error = errorOf(metric, params);
    expect(error?.message).toBe(message);
    expect(error?.where).toHaveProperty('parameter');
    expect(error?.cure).not.toBe('');
  });

  const cases = METRICS.flatMap((metric) =>
    [...parameterSchemas(metric).keys()].map((name) => [metric, name] as const),
  );
  const nonsense: readonly unknown[] = [{}, [{}], Number.NaN, '\u0000', 'x'.repeat(5000), '', null, -1e300, true];
  it.each(cases.map(([metric, name]) => [`${metric.id} ${name}`, metric, name] as const))(
    '%s: whatever nonsense it is given, no sentence is the parser’s own',
    (_title, metric, name) => {
      const errors = nonsense.flatMap((value) => errorOf(metric, { [name]: value }) ?? []);
      expect(errors.length).toBeGreaterThan(0);
      for (const { message, cure } of errors) {
        expect(`${message} ${cure ?? ''}`).not.toMatch(
          /Invalid|expected |received|Too (big|small)|zod|NaN;|undefined/i,
        );
        expect(message).toMatch(/takes|needs|has no/);
      }
    },
  );
});
