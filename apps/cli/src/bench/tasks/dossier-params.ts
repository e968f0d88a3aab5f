import { MARKET_DEFINITION_IDS } from '@vigie/metrics';
import type { Span } from '../questions.ts';

/** What a dossier asks of a metric: every definition where it has them, every local market, over the whole span. */
export function dossierParams(metric: string, { from, to, yearAgo, lastMonth }: Span): Record<string, unknown>[] {
  const whole = { from, to };
  switch (metric) {
    case 'market.share':
      return [
        ...MARKET_DEFINITION_IDS.map((definition) => ({ ...whole, definition, grain: 'month' })),
        { ...whole, grain: 'month', by: ['platform', 'departement', 'specialty'] },
      ];
    case 'market.concentration':
      return [
        { ...whole, grain: 'month' },
        { ...whole, grain: 'month', by: ['departement', 'specialty'] },
      ];
    case 'market.merger-screen':
      return [{ from: lastMonth, to, first: 'own', second: 'alpha', by: ['departement'] }];
    case 'market.local':
      return [
        { from: lastMonth, to, departement: '75', radiusKm: 2, platform: 'own' },
        { from: lastMonth, to, departement: '75', kind: 'catchment', platform: 'own' },
      ];
    case 'market.penetration':
      return [{ from: yearAgo, to, grain: 'month', by: ['platform', 'departement', 'profession'] }];
    case 'growth.change':
      return [
        { from: yearAgo, to },
        { from: yearAgo, to, by: ['platform', 'departement'] },
      ];
    case 'growth.decomposition':
      return [
        { from: yearAgo, to },
        { from: yearAgo, to, kind: 'origin', platform: 'own', acquired: 'alpha' },
      ];
    default:
      return [{ from: lastMonth, to }];
  }
}
