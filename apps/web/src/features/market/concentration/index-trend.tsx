import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  ChartFrame,
  DataTable,
  Figure,
  formatBucket,
  formatValue,
  numberOf,
  textOf,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { TrendChart } from '@vigie/ui/trend';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, useFigure, type Params } from '../../../api/use-figure.ts';
import { useStatus } from '../../../app/use-status.ts';
import { useMarketSearch } from '../../../filters/use-market-search.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { trendGrain, trendRange, type Grain } from '../common/trend-range.ts';
import { toTrendPeriods } from '../common/trend-periods.ts';

const LINE = 'hhi';

/** The national index over all the release holds. */
export function IndexTrend({ params, what }: { readonly params: Params; readonly what: string }) {
  const [search] = useMarketSearch();
  const status = useStatus().data;
  const grain = trendGrain(search, status?.months.length ?? 0, search.definition ?? 'M3_ONLINE_BOOKINGS');
  const range = trendRange(search, status);
  const asked = { ...params, ...range, grain };
  const query = useFigure('market.concentration', asked, range !== null);
  return (
    <div style={{ marginTop: 28 }}>
      <FigureAnswer query={query} shape="chart">
        {(figure) => <IndexChart figure={figure} params={asked} grain={grain} what={what} />}
      </FigureAnswer>
    </div>
  );
}

interface IndexChartProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly grain: Grain;
  readonly what: string;
}

function IndexChart({ figure, params, grain, what }: IndexChartProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const periods = useMemo(() => toTrendPeriods(figure.rows, () => LINE), [figure]);
  const bucket = (start: string | undefined): string => (start === undefined ? '' : formatBucket(locale, start, grain));
  const last = periods.at(-1)?.values[LINE]?.value ?? null;
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const named = (row: FigureRow): string => formatBucket(locale, textOf(row, 'period'), grain);
    const points = (id: string, title: string): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (row) => numberOf(row, id),
      cell: (row) => <Figure value={numberOf(row, id)} unit="points" digits={0} size="quiet" align="right" />,
    });
    return [
      { id: 'period', title: t('market.trend.period'), value: (row) => textOf(row, 'period'), text: named },
      {
        id: 'value',
        title: t('market.concentration.name'),
        align: 'right',
        phone: 'primary',
        value: (row) => row.value,
        cell: (row) => (
          <Figure
            value={row.value}
            unit="points"
            digits={0}
            flags={row.flags}
            size="row"
            align="right"
            subject={subjectOf(figure, t('market.concentration.subject', { what, period: named(row) }), {
              row,
              params,
            })}
          />
        ),
      },
      points('hhiLower', `${t('market.map.bounds')} ≥`),
      points('hhiUpper', `${t('market.map.bounds')} ≤`),
    ];
  }, [t, locale, figure, params, grain, what]);
  const { passport } = figure;
  return (
    <ChartFrame
      title={t('market.concentration.overTime')}
      note={t('market.concentration.overTimeNote', {
        id: (figure.definition ?? '').slice(0, 2),
        grain: t(`market.trend.${grain}`),
      })}
      sentence={t('market.concentration.sentence', {
        from: bucket(periods[0]?.start),
        to: bucket(periods.at(-1)?.start),
        value: last === null ? '–' : formatValue(locale, last, 'points', 0),
      })}
      source={t('market.trend.source', {
        metric: figure.metric,
        version: figure.version,
        release: passport.release.number,
        simulated: passport.release.simulated ? t('market.trend.simulated') : '',
      })}
      fileName={`vigie-hhi-${figure.definition ?? ''}-${grain}.png`}
      chart={
        <TrendChart
          periods={periods}
          platforms={[LINE]}
          grain={grain}
          unit="points"
          height={220}
          names={{ [LINE]: t('market.concentration.name') }}
        />
      }
      table={
        <DataTable
          caption={t('market.concentration.overTime')}
          rows={figure.rows}
          columns={columns}
          rowKey={(row) => textOf(row, 'period')}
          exportLinks={exportLinks(figure, params)}
          dense
        />
      }
    />
  );
}
