import {
  ChartFrame,
  DataTable,
  formatShortMonth,
  Section,
  StatusMark,
  useLocale,
  usePlatformName,
  usePlatforms,
  type DataColumn,
} from '@vigie/ui';
import { EffectTrend } from '@vigie/ui/effect-trend';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { axisText, effectText, intervalText, marginText, shortCount } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import { useParityHistory } from '../common/use-parity-history.ts';
import { useSource } from '../common/use-source.ts';
import classes from '../common/access.module.css';

const MONTHS = 18;

/** The same difference month by month, each with the status it had in its own family. */
export function MonthSeries({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const { styleOf } = usePlatforms();
  const source = useSource('access.parity');
  const { rows, waiting } = useParityHistory(MONTHS, { partner: row.partner, kpi: row.kpi });
  const name = useCallback((month: string): string => formatShortMonth(locale, `${month}-01`), [locale]);
  const level = useCallback(
    (one: AccessRow): string => (one.effect === null ? '–' : effectText(locale, one, one.effect)),
    [locale],
  );
  const columns = useMemo(
    (): readonly DataColumn<AccessRow>[] => [
      { id: 'month', title: t('filters.month'), value: (r) => r.month, text: (r) => name(r.month) },
      {
        id: 'status',
        title: t('access.status'),
        value: (r) => t(`ui:status.${r.verdict}`),
        cell: (r) => <StatusMark verdict={r.verdict} monthsInRow={r.monthsInRow} look="quiet" />,
        phone: 'primary',
      },
      { id: 'effect', title: t('access.number.difference'), align: 'right', value: (r) => r.effect, text: level },
      {
        id: 'interval',
        title: t('access.interval90'),
        align: 'right',
        value: (r) => r.ciLow,
        text: (r) => (r.ciLow === null && r.ciHigh === null ? '–' : intervalText(locale, r, r.ciLow, r.ciHigh)),
      },
      {
        id: 'n',
        title: t('access.nColumn'),
        align: 'right',
        value: (r) => r.partnerN,
        text: (r) => shortCount(locale, r.partnerN),
      },
    ],
    [t, locale, name, level],
  );
  if (waiting)
    return (
      <Section title={t('access.series.title')} first>
        <p className={classes['note']} aria-busy="true">
          {t('access.series.waiting')}
        </p>
      </Section>
    );
  const last = rows.at(-1);
  return (
    <ChartFrame
      title={t('access.series.title')}
      note={t(`access.difference.note.${row.unit}`)}
      sentence={t('access.series.sentence', {
        partner: nameOf(row.partner),
        months: rows.length,
        month: last === undefined ? '' : name(last.month),
        effect: last === undefined ? '' : level(last),
        status: last === undefined ? '' : t(`ui:status.${last.verdict}`),
      })}
      source={source}
      fileName={`vigie-${row.kpi}-${row.partner}-months.png`}
      chart={
        <EffectTrend
          periods={rows.map((r) => ({
            label: name(r.month),
            effect: r.effect,
            low: r.ciLow,
            high: r.ciHigh,
            verdict: r.verdict,
            words: [
              [t('access.status'), t(`ui:status.${r.verdict}`)],
              [t('access.number.difference'), level(r)],
              [t('access.interval90'), intervalText(locale, r, r.ciLow, r.ciHigh)],
            ],
          }))}
          margin={row.margin}
          axis={(value) => axisText(locale, row, value)}
          color={styleOf(row.partner).color}
          marginWord={t('access.marginOf', { margin: marginText(locale, row) })}
        />
      }
      table={
        <DataTable caption={t('access.series.title')} rows={rows} columns={columns} rowKey={(r) => r.month} dense />
      }
    />
  );
}
