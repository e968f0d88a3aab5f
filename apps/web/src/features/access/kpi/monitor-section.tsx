import type { Figure } from '@vigie/kernel';
import { Section, useLocale, formatDay } from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigure, type Params } from '../../../api/use-figure.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { FlagList } from '../../market/common/flag-list.tsx';
import type { AccessRow } from '../common/kpi-row.ts';
import { summaryText } from '../common/summary.ts';
import { toMonitorRows } from '../common/monitor-row.ts';
import classes from './kpi.module.css';
import { LevelTag } from './level-tag.tsx';
import { MonitorCharts } from './monitor-charts.tsx';

/** Two questions, two vocabularies: what the closed month shows, and whether evidence has gathered since 1 January. */
export function MonitorSection({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const year = Number(row.month.slice(0, 4));
  const params = useMemo((): Params => ({ partner: row.partner, kpi: row.kpi, year }), [row.partner, row.kpi, year]);
  const query = useFigure('access.monitor', params);
  return (
    <Section title={t('access.monitor.title', { year })} note={t('access.monitor.note')}>
      <FigureAnswer query={query} shape="chart">
        {(figure) => <Monitor figure={figure} params={params} row={row} />}
      </FigureAnswer>
    </Section>
  );
}

function Monitor({
  figure,
  params,
  row,
}: {
  readonly figure: Figure;
  readonly params: Params;
  readonly row: AccessRow;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const days = useMemo(() => toMonitorRows(figure.rows), [figure]);
  const last = days.at(-1);
  const sentence = summaryText(figure, 'sentence');
  const [watchOn, alarmOn] = [summaryText(figure, 'watchOn'), summaryText(figure, 'alarmOn')];
  if (last === undefined) return null;
  return (
    <>
      <p className={classes['said']}>
        <LevelTag level={alarmOn !== '' ? 'ALARM' : last.level} />{' '}
        {alarmOn !== ''
          ? t('access.monitor.alarm', { day: formatDay(locale, alarmOn) })
          : watchOn !== ''
            ? t('access.monitor.watch', { day: formatDay(locale, watchOn) })
            : t('access.monitor.quiet', { day: formatDay(locale, last.day) })}{' '}
        {sentence !== '' && t(`access.both.${sentence}`, '')}
      </p>
      <MonitorCharts figure={figure} params={params} days={days} row={row} watchOn={watchOn} alarmOn={alarmOn} />
      <FlagList flags={figure.flags} />
    </>
  );
}
