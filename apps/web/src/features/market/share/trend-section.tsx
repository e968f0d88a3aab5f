import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import { SegmentedControl, Select } from '@mantine/core';
import {
  ChartFrame,
  DataTable,
  Figure,
  formatBucket,
  formatShare,
  PlatformLabel,
  Section,
  textOf,
  useLocale,
  usePlatformName,
  usePlatforms,
  type DataColumn,
} from '@vigie/ui';
import { TrendChart } from '@vigie/ui/trend';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, useFigure, type Params } from '../../../api/use-figure.ts';
import { useStatus } from '../../../app/use-status.ts';
import { definedOnly, DEFINITIONS, scopeParams, type DefinitionId } from '../../../filters/market-search.ts';
import { useMarketSearch } from '../../../filters/use-market-search.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { FlagList } from '../common/flag-list.tsx';
import { trendGrain, trendRange, type Grain } from '../common/trend-range.ts';
import { orderLines, toTrendPeriods } from '../common/trend-periods.ts';
import classes from './share.module.css';

/** Every platform's share over all the release holds, under one definition. */
export function TrendSection() {
  const { t } = useTranslation();
  const [search] = useMarketSearch();
  const status = useStatus().data;
  const definition = search.definition ?? 'M3_ONLINE_BOOKINGS';
  const grain = trendGrain(search, status?.months.length ?? 0, definition);
  const range = trendRange(search, status);
  const params = definedOnly({
    ...scopeParams(search),
    ...range,
    definition,
    countingRule: search.rule,
    grain,
    by: ['platform'],
  });
  const query = useFigure('market.share', params, range !== null);
  const controls = <TrendControls definition={definition} grain={grain} />;
  const what = t(`market.definition.${definition}.what`);
  if (query.data === undefined || query.data.rows.length === 0)
    return (
      <Section title={t('market.trend.title')} actions={controls}>
        <FigureAnswer query={query} shape="chart">
          {() => null}
        </FigureAnswer>
      </Section>
    );
  return (
    <div className={classes['section']}>
      <FigureAnswer query={query} shape="chart">
        {(figure) => <TrendView figure={figure} params={params} grain={grain} what={what} controls={controls} />}
      </FigureAnswer>
    </div>
  );
}

function TrendControls({ definition, grain }: { readonly definition: DefinitionId; readonly grain: Grain }) {
  const { t } = useTranslation();
  const [, set] = useMarketSearch();
  return (
    <div className={classes['controls']}>
      <SegmentedControl
        aria-label={t('market.trend.definition')}
        value={definition}
        transitionDuration={0}
        data={DEFINITIONS.map((id) => ({ value: id, label: id.slice(0, 2) }))}
        onChange={(next) => set({ definition: DEFINITIONS.find((id) => id === next) })}
      />
      <Select
        aria-label={t('market.trend.grain')}
        w={120}
        value={grain}
        allowDeselect={false}
        data={(['week', 'month', 'quarter', 'year'] as const).map((value) => ({
          value,
          label: t(`market.trend.${value}`),
        }))}
        onChange={(next) =>
          set({ grain: (['week', 'month', 'quarter', 'year'] as const).find((value) => value === next) })
        }
      />
    </div>
  );
}

interface TrendViewProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly grain: Grain;
  readonly what: string;
}

function TrendView({ figure, params, grain, what, controls }: TrendViewProps & { readonly controls: ReactNode }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const { focus } = usePlatforms();
  const periods = useMemo(() => toTrendPeriods(figure.rows, (row) => textOf(row, 'platform')), [figure]);
  const platforms = useMemo(() => orderLines(periods), [periods]);
  const bucket = (start: string | undefined): string => (start === undefined ? '' : formatBucket(locale, start, grain));
  const last = periods.at(-1);
  const list = platforms.slice(0, 4).flatMap((code) => {
    const value = last?.values[code]?.value;
    return value == null
      ? []
      : [t('market.trend.sentenceItem', { platform: nameOf(code), value: formatShare(locale, value, 1) })];
  });
  const incomplete = periods.filter((period) => period.incomplete).length;
  const { passport } = figure;
  const note = [
    t('market.trend.note', {
      id: (figure.definition ?? '').slice(0, 2),
      rule: passport.formula,
      grain: t(`market.trend.${grain}`),
    }),
    focus !== null && figure.rows.some((row) => row.ciLow !== null)
      ? t('market.trend.noteBand', { platform: nameOf(focus) })
      : '',
    incomplete > 0 ? t('market.trend.incomplete', { count: incomplete }) : '',
    periods.length === 1 ? t('market.trend.onePeriod') : '',
  ];
  return (
    <>
      <ChartFrame
        title={t('market.trend.title')}
        actions={controls}
        note={note.filter(Boolean).join(' · ')}
        sentence={t('market.trend.sentence', {
          what,
          from: bucket(periods[0]?.start),
          to: bucket(last?.start),
          list: list.join(', '),
        })}
        source={t('market.trend.source', {
          metric: figure.metric,
          version: figure.version,
          release: passport.release.number,
          simulated: passport.release.simulated ? t('market.trend.simulated') : '',
        })}
        fileName={`vigie-share-${figure.definition ?? ''}-${grain}.png`}
        chart={<TrendChart periods={periods} platforms={platforms} grain={grain} unit="ratio" />}
        table={<TrendTable figure={figure} params={params} grain={grain} what={what} />}
      />
      <FlagList flags={figure.flags.filter((flag) => flag.code !== 'INCOMPLETE_PERIOD')} />
    </>
  );
}

function TrendTable({ figure, params, grain, what }: TrendViewProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const bucket = (row: FigureRow): string => formatBucket(locale, textOf(row, 'period'), grain);
    return [
      { id: 'period', title: t('market.trend.period'), value: (row) => textOf(row, 'period'), text: bucket },
      {
        id: 'platform',
        title: t('filters.platform'),
        value: (row) => textOf(row, 'platform'),
        text: (row) => nameOf(textOf(row, 'platform')),
        cell: (row) => <PlatformLabel code={textOf(row, 'platform')} />,
      },
      {
        id: 'share',
        title: t('market.share.column.share'),
        align: 'right',
        value: (row) => row.value,
        cell: (row) => (
          <Figure
            value={row.value}
            unit="ratio"
            flags={row.flags}
            interval={row.ciLow === null || row.ciHigh === null ? null : [row.ciLow, row.ciHigh]}
            size="row"
            align="right"
            subject={subjectOf(
              figure,
              t('market.trend.subject', { platform: nameOf(textOf(row, 'platform')), what, period: bucket(row) }),
              { row, params },
            )}
          />
        ),
        phone: 'primary',
      },
      {
        id: 'counted',
        title: t('market.map.counted'),
        align: 'right',
        value: (row) => row.numerator,
        cell: (row) => <Figure value={row.numerator} unit="volume" size="quiet" align="right" />,
      },
      {
        id: 'outOf',
        title: t('market.map.outOf'),
        align: 'right',
        value: (row) => row.denominator,
        cell: (row) => <Figure value={row.denominator} unit="volume" size="quiet" align="right" />,
      },
    ];
  }, [t, locale, nameOf, grain, figure, params, what]);
  return (
    <DataTable
      caption={t('market.trend.title')}
      rows={figure.rows}
      columns={columns}
      rowKey={(row) => `${textOf(row, 'period')}|${textOf(row, 'platform')}`}
      exportLinks={exportLinks(figure, params)}
      dense
    />
  );
}
