import type { Figure, FigureRow } from '@vigie/kernel';
import {
  ChartFrame,
  DataTable,
  formatDuration,
  formatShare,
  numberOf,
  useLocale,
  usePlatformName,
  usePlatforms,
  type DataColumn,
  type DelayStep,
} from '@vigie/ui';
import { DelayChart } from '@vigie/ui/delays';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { useFocusPlatform } from '../../../app/use-focus-platform.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import type { AccessRow } from '../common/kpi-row.ts';
import { summaryNumber, summaryText } from '../common/summary.ts';
import { useSource } from '../common/use-source.ts';
import classes from '../common/access.module.css';

type DelayUnit = 'ms' | 'seconds' | 'minutes' | 'hours' | 'days';
const UNITS: readonly DelayUnit[] = ['ms', 'seconds', 'minutes', 'hours', 'days'];

/** How many were done by then, on both sides; what was never done keeps its curve below 100 %. */
export function DelaySection({ row }: { readonly row: AccessRow }) {
  const params = useMemo(
    (): Params => ({ partner: row.partner, kpi: row.kpi, month: row.month }),
    [row.partner, row.kpi, row.month],
  );
  const query = useFigure('access.delays', params);
  return (
    <div>
      <FigureAnswer query={query} shape="chart">
        {(figure) => <Delays figure={figure} params={params} row={row} />}
      </FigureAnswer>
    </div>
  );
}

function Delays({
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
  const nameOf = usePlatformName();
  const { styleOf } = usePlatforms();
  const focus = useFocusPlatform() ?? 'own';
  const source = useSource('access.delays');
  const unit = UNITS.find((one) => one === summaryText(figure, 'unit')) ?? 'seconds';
  const duration = (value: number): string => formatDuration(locale, value, unit);
  const steps = useMemo(
    (): readonly DelayStep[] =>
      figure.rows.flatMap((r) => {
        const value = r.value ?? numberOf(r, 'delay');
        return value === null
          ? []
          : [{ value, ownShare: numberOf(r, 'ownShare'), partnerShare: numberOf(r, 'partnerShare') }];
      }),
    [figure],
  );
  const median = (key: 'ownMedian' | 'partnerMedian'): string => {
    const value = summaryNumber(figure, key);
    return value === null ? t('access.delays.noMedian') : duration(value);
  };
  const partner = nameOf(row.partner);
  const sentence = t('access.delays.sentence', {
    partner,
    own: median('ownMedian'),
    theirs: median('partnerMedian'),
  });
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const share = (id: string, title: string): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (r) => numberOf(r, id),
      text: (r) => {
        const value = numberOf(r, id);
        return value === null ? '–' : formatShare(locale, value, 1);
      },
    });
    return [
      {
        id: 'value',
        title: t('access.delays.delay'),
        align: 'right',
        value: (r) => r.value,
        text: (r) => (r.value === null ? '–' : formatDuration(locale, r.value, unit)),
      },
      share('ownShare', 'OWN'),
      share('partnerShare', partner),
    ];
  }, [t, locale, unit, partner]);
  return (
    <>
      <ChartFrame
        title={t('access.delays.title')}
        note={t('access.delays.note')}
        sentence={sentence}
        source={source}
        fileName={`vigie-${row.kpi}-${row.partner}-delays.png`}
        chart={
          <DelayChart
            steps={steps}
            own={{ name: 'OWN', style: styleOf(focus) }}
            partner={{ name: partner, style: styleOf(row.partner) }}
            axis={duration}
            share={(value, digits) => formatShare(locale, value, digits)}
          />
        }
        table={
          <DataTable
            caption={t('access.delays.title')}
            rows={figure.rows}
            columns={columns}
            rowKey={(r) => String(r.value)}
            exportLinks={exportLinks(figure, params)}
            dense
          />
        }
      />
      <p className={classes['note']}>{sentence}</p>
    </>
  );
}
