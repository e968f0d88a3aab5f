import { DifferencePlot, localNumber, Section, useLocale, usePhrase, usePlatforms } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { axisText, effectText, intervalText, marginText } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import classes from '../common/access.module.css';

/** Like for like against crude on one scale, with the margin drawn; and by which test. */
export function DifferenceSection({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const phrase = usePhrase();
  const { styleOf } = usePlatforms();
  if (row.effect === null || !row.info.tested)
    return (
      <Section title={t('access.difference.title')} first>
        <p className={classes['note']}>
          {t(row.info.tested ? 'access.difference.none' : 'access.difference.standard')}
        </p>
      </Section>
    );
  const color = styleOf(row.partner).color;
  const crude =
    row.crudeEffect === null || row.crudeEffect === row.effect
      ? []
      : [
          {
            id: 'crude',
            name: t('access.difference.crude'),
            effect: row.crudeEffect,
            ciLow: null,
            ciHigh: null,
            text: effectText(locale, row, row.crudeEffect),
            color: 'var(--v-control)',
            main: false,
          },
        ];
  const interval = intervalText(locale, row, row.ciLow, row.ciHigh);
  return (
    <Section title={t('access.difference.title')} note={t(`access.difference.note.${row.unit}`)} first>
      <DifferencePlot
        margin={row.margin}
        axis={(value) => axisText(locale, row, value)}
        marginWord={t('access.marginOf', { margin: marginText(locale, row) })}
        equalWord={t('access.foot.equal')}
        rows={[
          {
            id: 'adjusted',
            name: t('access.difference.likeForLike'),
            effect: row.effect,
            ciLow: row.ciLow,
            ciHigh: row.ciHigh,
            text: effectText(locale, row, row.effect),
            color,
            main: true,
          },
          ...crude,
        ]}
      />
      <p className={classes['note']}>
        {t('access.difference.test', { test: phrase(row.test), interval })}
        {row.dispersion !== null &&
          row.dispersion > 1 &&
          ` ${t('access.difference.dispersion', { phi: localNumber(locale, row.dispersion, { maximumFractionDigits: 2 }) })}`}
      </p>
    </Section>
  );
}
