import type { Figure } from '@vigie/kernel';
import { Finding, formatShare, formatValue, localNumber, numberOf, useLocale } from '@vigie/ui';
import { Trans, useTranslation } from 'react-i18next';

interface ConcentrationFindingProps {
  readonly figure: Figure;
  readonly local: Figure | undefined;
  readonly what: string;
}

/** The index in a sentence; with its bounds where some services are not known. */
export function ConcentrationFinding({ figure, local, what }: ConcentrationFindingProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const row = figure.rows[0];
  const points = (value: number | null): string => (value === null ? '–' : formatValue(locale, value, 'points', 0));
  const fringe = row === undefined ? null : numberOf(row, 'fringeRatio');
  const number = row === undefined ? null : numberOf(row, 'effectiveNumber');
  const bounded = fringe !== null && fringe > 0;
  const median = local?.summary['median'];
  const markets = local?.summary['markets'];
  if (row === undefined || row.value === null) return <Finding>{t('market.concentration.findingNone')}</Finding>;
  return (
    <Finding>
      <Trans
        i18nKey={bounded ? 'market.concentration.findingBounds' : 'market.concentration.finding'}
        values={{
          what,
          value: points(row.value),
          low: points(numberOf(row, 'hhiLower')),
          high: points(numberOf(row, 'hhiUpper')),
          fringe: fringe === null ? '' : formatShare(locale, fringe, 1),
          number: number === null ? '–' : localNumber(locale, number, { maximumFractionDigits: 2 }),
        }}
        components={{ b: <b /> }}
      />{' '}
      {typeof median === 'number' &&
        typeof markets === 'number' &&
        markets > 1 &&
        t('market.concentration.findingLocal', { markets, median: points(median) })}
    </Finding>
  );
}
