import type { Figure } from '@vigie/kernel';
import { Finding, formatShare, RangeStrip, textOf, useLocale } from '@vigie/ui';
import { Trans, useTranslation } from 'react-i18next';

const summaryNumber = (figure: Figure, key: string): number | null => {
  const value = figure.summary[key];
  return typeof value === 'number' ? value : null;
};

/** The finding and the strip above the table: from the figure's own summary, nothing is worked out here. */
export function RangeFinding({ figure, platform }: { readonly figure: Figure; readonly platform: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [low, high] = [summaryNumber(figure, 'lowest'), summaryNumber(figure, 'highest')];
  const carried = summaryNumber(figure, 'carried') ?? 0;
  const refused = summaryNumber(figure, 'refused') ?? 0;
  const above = summaryNumber(figure, 'aboveHalf') ?? 0;
  const points = figure.rows.flatMap((row) =>
    row.value === null
      ? []
      : [{ id: textOf(row, 'definition'), label: textOf(row, 'definition').slice(0, 2), value: row.value }],
  );
  const share = (value: number | null): string => (value === null ? '–' : formatShare(locale, value));
  const list = points
    .map((point) => t('market.share.rangeItem', { id: point.label, value: share(point.value) }))
    .join(', ');
  const word = (count: number): string => t(`market.number.${count}`, String(count));
  const key =
    carried === 0 ? 'market.share.findingNone' : carried === 1 ? 'market.share.findingOne' : 'market.share.finding';
  return (
    <>
      <Finding>
        <Trans i18nKey={key} values={{ platform, low: share(low), high: share(high) }} components={{ b: <b /> }} />{' '}
        {carried > 1 &&
          (above === 0
            ? t('market.share.aboveNone')
            : t('market.share.above', {
                count: above,
                word: word(above),
                all: t(`market.numberLow.${carried}`, String(carried)),
              }))}{' '}
        {refused > 0 && carried > 0 && t('market.share.refused', { count: refused, word: word(refused) })}
      </Finding>
      {points.length > 0 && (
        <div style={{ marginTop: 12, marginBottom: 8 }}>
          <RangeStrip
            points={points}
            label={t('market.share.range', {
              platform,
              count: points.length,
              low: share(low),
              high: share(high),
              list,
            })}
            thresholds={[
              { at: 0.4, label: t('market.share.possible') },
              { at: 0.5, label: t('market.share.presumption') },
              { at: 0.7, label: t('market.share.veryLarge') },
            ]}
          />
        </div>
      )}
    </>
  );
}
