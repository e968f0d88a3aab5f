import {
  INK_STYLE,
  formatDay,
  formatDuration,
  formatShare,
  localNumber,
  Section,
  useLocale,
  usePlatformName,
  usePlatforms,
} from '@vigie/ui';
import { SeriesChart, seriesDomain } from '@vigie/ui/series';
import { useTranslation } from 'react-i18next';
import { useFocusPlatform } from '../../../app/use-focus-platform.ts';
import { monthStarts } from '../common/monitor-row.ts';
import { ALL_PARTNERS, type PublishedDay, type PublishedSeries } from './published-series.ts';
import classes from './published.module.css';

type Measure = 'uptimePercent' | 'meanMs' | 'errorRatio';
const MEASURES: readonly Measure[] = ['uptimePercent', 'meanMs', 'errorRatio'];

/** Small multiples: a row per interface, a column per measure, one scale per column so that rows can be compared. */
export function PublishedCharts({ series }: { readonly series: readonly PublishedSeries[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('access.published.multiples')} note={t('access.published.multiplesNote')}>
      <div className={classes['grid']}>
        <span />
        {MEASURES.map((measure) => (
          <h3 key={measure}>{t(`access.published.column.${measure}`)}</h3>
        ))}
        {series.map((one) => (
          <Row key={one.id} one={one} all={series} />
        ))}
      </div>
    </Section>
  );
}

function Row({ one, all }: { readonly one: PublishedSeries; readonly all: readonly PublishedSeries[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const { styleOf } = usePlatforms();
  const focus = useFocusPlatform() ?? 'own';
  const style = one.partner === ALL_PARTNERS ? INK_STYLE : styleOf(one.partner ?? focus);
  const side =
    one.partner === null ? 'OWN' : one.partner === ALL_PARTNERS ? t('access.everyPartner') : nameOf(one.partner);
  const name = t(`access.interface.${one.interface}`, one.interface);
  const text = (measure: Measure, value: number | null): string =>
    value === null ? '–' : measureText(locale, measure, value);
  return (
    <>
      <p className={classes['name']}>
        <b>{side}</b>
        {name}
      </p>
      {MEASURES.map((measure) => (
        <div key={measure} className={classes['multiple']}>
          <p aria-hidden="true">{t(`access.published.column.${measure}`)}</p>
          <div
            role="img"
            aria-label={t('access.published.sentence', {
              measure: t(`access.published.column.${measure}`),
              name: `${side} ${name}`,
              worst: text(measure, worst(one.days, measure)),
              last: text(measure, one.days.at(-1)?.[measure] ?? null),
            })}
          >
            <SeriesChart
              points={one.days.map((day, index) => ({
                label: index === 0 || day.day.endsWith('-01') ? formatDay(locale, day.day).replace(/ \d{4}$/u, '') : '',
                value: day[measure],
                words: [
                  [t('access.day'), formatDay(locale, day.day)],
                  [t(`access.published.column.${measure}`), text(measure, day[measure])],
                ],
              }))}
              axis={(value) => measureText(locale, measure, value, true)}
              color={style.color}
              dash={style.dash}
              ticks={monthStarts(one.days.map((day) => day.day))}
              domain={seriesDomain(
                all.flatMap((other) => other.days.map((day) => day[measure])),
                measure === 'uptimePercent' ? [100] : [0],
              )}
              height={96}
            />
          </div>
        </div>
      ))}
    </>
  );
}

/** In the table with two decimals, so that days line up; on an axis as short as it may be. */
export function measureText(locale: 'en' | 'fr', measure: Measure, value: number, short = false): string {
  if (measure === 'meanMs') return formatDuration(locale, value, 'ms');
  if (measure === 'errorRatio') return formatShare(locale, value, short && (value === 0 || value >= 0.1) ? 0 : 2);
  const digits = { minimumFractionDigits: short ? 0 : 2, maximumFractionDigits: 2 };
  const percent = localNumber(locale, value, digits);
  return locale === 'fr' ? `${percent}\u202F%` : `${percent}%`;
}

/** The day that one would look at first: lowest uptime, slowest, most errors. */
function worst(days: readonly PublishedDay[], measure: Measure): number | null {
  const values = days.map((day) => day[measure]).filter((value) => value !== null);
  if (values.length === 0) return null;
  return measure === 'uptimePercent' ? Math.min(...values) : Math.max(...values);
}
