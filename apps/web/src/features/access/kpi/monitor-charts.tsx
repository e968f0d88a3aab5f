import type { Figure } from '@vigie/kernel';
import { ChartFrame, formatDay, formatShortMonth, localNumber, useLocale, usePlatforms } from '@vigie/ui';
import { MonitorChart, type MonitorDay } from '@vigie/ui/monitor';
import { SeriesChart } from '@vigie/ui/series';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Params } from '../../../api/use-figure.ts';
import { axisText, effectText, intervalText, marginText } from '../common/effect-text.ts';
import { summaryNumber } from '../common/summary.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import { monthStarts, type MonitorRow } from '../common/monitor-row.ts';
import { useAccessMonths } from '../common/use-access-months.ts';
import { decadesOf, powerOfTen } from '../common/decades.ts';
import { useParityHistory } from '../common/use-parity-history.ts';
import { useSource } from '../common/use-source.ts';
import classes from './kpi.module.css';
import { MonitorTable } from './monitor-table.tsx';

interface MonitorChartsProps {
  readonly figure: Figure;
  readonly params: Params;
  readonly days: readonly MonitorRow[];
  readonly row: AccessRow;
  readonly watchOn: string;
  readonly alarmOn: string;
}

/** The sequence that holds on every day beside the intervals that hold on closing days only; under them the evidence with its two thresholds. */
export function MonitorCharts({ figure, params, days, row, watchOn, alarmOn }: MonitorChartsProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { styleOf } = usePlatforms();
  const source = useSource('access.monitor');
  const closings = useClosings(row, days);
  const color = styleOf(row.partner).color;
  const ticks = monthStarts(days.map((day) => day.day));
  const tickSet = new Set(ticks);
  const drawn = days.map((day, index): MonitorDay => {
    const label = tickSet.has(index) ? formatShortMonth(locale, day.day).replace(/ \d{4}$/u, '') : '';
    return {
      day: day.day,
      label: label === '' ? formatDay(locale, day.day) : label,
      difference: day.difference,
      low: day.csLow,
      high: day.csHigh,
      closing: closings.get(day.day),
      words: [
        [t('access.monitor.sequence'), intervalText(locale, row, day.csLow, day.csHigh)],
        [t('access.number.difference'), day.difference === null ? '–' : effectText(locale, row, day.difference)],
        [t('access.monitor.level'), t(`access.level.${day.level}`)],
      ],
    };
  });
  const evidence = (ln: number): string =>
    localNumber(locale, Math.exp(ln), { maximumSignificantDigits: 2, notation: ln > 13 ? 'scientific' : 'standard' });
  const lines = (['watchLnEvidence', 'alarmLnEvidence'] as const).flatMap((key) => {
    const at = summaryNumber(figure, key);
    const word = t(key === 'watchLnEvidence' ? 'access.level.WATCH' : 'access.level.ALARM');
    return at === null
      ? []
      : [{ at, word: `${word} ${evidence(at)}`, color: key === 'watchLnEvidence' ? 'var(--v-amber)' : 'var(--v-red)' }];
  });
  const decades = decadesOf([...days.map((day) => day.lnEvidence ?? 0), 0, ...lines.map((line) => line.at)]);
  const last = days.at(-1);
  const marks = [
    ...(watchOn === '' ? [] : [{ day: watchOn, word: t('access.level.WATCH'), color: 'var(--v-amber)' }]),
    ...(alarmOn === '' ? [] : [{ day: alarmOn, word: t('access.level.ALARM'), color: 'var(--v-red)' }]),
  ];
  return (
    <ChartFrame
      title={t('access.monitor.chart')}
      note={t(`access.difference.note.${row.unit}`)}
      sentence={t('access.monitor.sentence', {
        day: last === undefined ? '' : formatDay(locale, last.day),
        interval: last === undefined ? '' : intervalText(locale, row, last.csLow, last.csHigh),
        level: last === undefined ? '' : t(`access.level.${last.level}`),
      })}
      source={source}
      fileName={`vigie-${row.kpi}-${row.partner}-year.png`}
      chart={
        <>
          <p className={classes['year']}>
            <span>
              <i className={classes['keyBand']} style={{ background: color }} />
              {t('access.monitor.everyDay')}
            </span>
            <span>
              <i className={classes['keyWhisker']} />
              {t('access.monitor.closingDay')}
            </span>
          </p>
          <MonitorChart
            days={drawn}
            margin={row.margin}
            axis={(value) => axisText(locale, row, value)}
            color={color}
            marginWord={t('access.marginOf', { margin: marginText(locale, row) })}
            marks={marks}
            ticks={ticks}
          />
          <p className={classes['year']} style={{ marginTop: 12 }}>
            {t('access.monitor.evidence')}
          </p>
          <SeriesChart
            points={days.map((day, index) => ({
              label: drawn[index]?.label ?? '',
              value: day.lnEvidence,
              words: [[t('access.monitor.evidenceWord'), day.lnEvidence === null ? '–' : evidence(day.lnEvidence)]],
            }))}
            axis={powerOfTen}
            yTicks={decades}
            color="var(--v-ink)"
            ticks={ticks}
            domain={[decades[0] ?? 0, decades.at(-1) ?? 1]}
            lines={lines}
            height={130}
          />
        </>
      }
      table={<MonitorTable figure={figure} params={params} days={days} row={row} />}
    />
  );
}

/** Each whole month's own interval, on its last closed day of the year. */
function useClosings(row: AccessRow, days: readonly MonitorRow[]) {
  const { rows } = useParityHistory(12, { partner: row.partner, kpi: row.kpi });
  const { months } = useAccessMonths();
  return useMemo(() => {
    const closings = new Map<string, { effect: number; low: number; high: number }>();
    for (const { month, effect, ciLow, ciHigh } of rows) {
      const day = days.findLast((one) => one.day.startsWith(month))?.day;
      const whole = months.find((one) => one.month === month)?.whole === true;
      if (day === undefined || !whole || effect === null) continue;
      closings.set(day, { effect, low: ciLow ?? -Infinity, high: ciHigh ?? Infinity });
    }
    return closings;
  }, [rows, months, days]);
}
