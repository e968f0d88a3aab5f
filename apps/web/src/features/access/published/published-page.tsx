import type { Figure } from '@vigie/kernel';
import { dayBefore, Finding, formatDay, LoadingState, useLocale } from '@vigie/ui';
import { lazy, Suspense, useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { useStatus } from '../../../app/use-status.ts';
import { definedOnly } from '../../../filters/market-search.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { FlagList } from '../../market/common/flag-list.tsx';
import { AccessHead } from '../common/access-head.tsx';
import classes from '../common/access.module.css';
import { ChipMenu } from '../common/chip-menu.tsx';
import { NoAccessData } from '../common/no-access-data.tsx';
import { PartnerPicker } from '../common/partner-picker.tsx';
import { useAccessMonths } from '../common/use-access-months.ts';
import { useAccessSearch } from '../common/use-access-search.ts';
import { lastQuarters, quarterAt } from './quarters.ts';
import { toSeries } from './published-series.ts';

const PublishedCharts = lazy(async () => ({ default: (await import('./published-charts.tsx')).PublishedCharts }));
const PublishedTable = lazy(async () => ({ default: (await import('./published-table.tsx')).PublishedTable }));

/** What is published each quarter: per UTC day and interface, own ones included, availability, answer time and errors. */
export function PublishedPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [search, set] = useAccessSearch();
  const access = useStatus().data?.access;
  const { none } = useAccessMonths();
  const quarters = lastQuarters(access?.publishedFrom ?? null, access?.publishedToExclusive ?? null);
  const chosen = search.from === undefined ? quarters[0] : quarters.find((quarter) => quarter.from === search.from);
  const range =
    chosen ?? (search.from !== undefined && search.to !== undefined ? { from: search.from, to: search.to } : undefined);
  const params = definedOnly({ from: range?.from, to: range?.to });
  const query = useFigure('access.published', params, range !== undefined);
  const words = range === undefined ? '…' : quarterAt(locale, range);
  return (
    <>
      <AccessHead
        title={t('access.published.title')}
        sub={t('access.published.sub', { period: words })}
        links={query.data && exportLinks(query.data, params)}
      />
      {none ? (
        <div className={classes['body']}>
          <NoAccessData />
        </div>
      ) : (
        <>
          <div className={classes['filters']}>
            <ChipMenu
              first
              label={t('access.published.period')}
              shown={words}
              choices={quarters.map((quarter) => ({ value: quarter.from, label: quarterAt(locale, quarter) }))}
              value={range?.from ?? null}
              chosen={search.from !== undefined}
              onChoose={(from) => set({ from, to: quarters.find((quarter) => quarter.from === from)?.to })}
            />
            <PartnerPicker />
          </div>
          <div className={classes['body']}>
            {range === undefined ? (
              <LoadingState shape="chart" />
            ) : (
              <FigureAnswer query={query} shape="chart">
                {(figure) => <Published figure={figure} params={params} partner={search.partner} />}
              </FigureAnswer>
            )}
          </div>
        </>
      )}
    </>
  );
}

function Published({
  figure,
  params,
  partner,
}: {
  readonly figure: Figure;
  readonly params: Params;
  readonly partner: string | undefined;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const series = useMemo(() => toSeries(figure.rows, partner), [figure, partner]);
  const { period } = figure.passport;
  return (
    <>
      <Finding>
        <Trans
          i18nKey="access.published.finding"
          values={{
            count: series.length,
            from: formatDay(locale, period.from),
            to: formatDay(locale, dayBefore(period.toExclusive)),
          }}
          components={{ b: <b /> }}
        />
      </Finding>
      <p className={classes['note']}>{t('access.published.rule')}</p>
      <Suspense fallback={<LoadingState shape="chart" />}>
        <PublishedCharts series={series} />
        <PublishedTable figure={figure} params={params} partner={partner} />
      </Suspense>
      <FlagList flags={figure.flags} />
    </>
  );
}
