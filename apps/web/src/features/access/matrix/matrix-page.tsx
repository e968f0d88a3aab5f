import type { Figure } from '@vigie/kernel';
import { formatMonth, LoadingState, useLocale } from '@vigie/ui';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { definedOnly } from '../../../filters/market-search.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { FlagList } from '../../market/common/flag-list.tsx';
import { AccessHead } from '../common/access-head.tsx';
import classes from '../common/access.module.css';
import { readAccessRows } from '../common/kpi-row.ts';
import { MonthPicker } from '../common/month-picker.tsx';
import { NoAccessData } from '../common/no-access-data.tsx';
import { useAccessMonths } from '../common/use-access-months.ts';
import { useAccessSearch } from '../common/use-access-search.ts';
import { MatrixFinding } from './matrix-finding.tsx';
import { MatrixFoot } from './matrix-foot.tsx';
import { StatusFilters } from './status-filters.tsx';

const MatrixTable = lazy(async () => ({ default: (await import('./matrix-table.tsx')).MatrixTable }));
const MatrixPhone = lazy(async () => ({ default: (await import('./matrix-phone.tsx')).MatrixPhone }));
const RedMonths = lazy(async () => ({ default: (await import('./red-months.tsx')).RedMonths }));

/** Every indicator for every partner in one month: is a competitor served as own channels are? */
export function MatrixPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { month, none } = useAccessMonths();
  const params = useMemo(() => definedOnly({ month }), [month]);
  const query = useFigure('access.parity', params, month !== null);
  const words = month === null ? '…' : formatMonth(locale, `${month}-01`);
  return (
    <>
      <AccessHead
        title={t('access.title')}
        sub={t('access.sub', { month: words })}
        links={query.data && exportLinks(query.data, params)}
      />
      {none ? (
        <div className={classes['body']}>
          <NoAccessData />
        </div>
      ) : (
        <>
          <div className={classes['filters']}>
            <MonthPicker />
          </div>
          <div className={classes['body']}>
            <FigureAnswer query={query} shape="finding">
              {(figure) => <Matrix figure={figure} params={params} month={words} />}
            </FigureAnswer>
          </div>
        </>
      )}
    </>
  );
}

function Matrix({
  figure,
  params,
  month,
}: {
  readonly figure: Figure;
  readonly params: Params;
  readonly month: string;
}) {
  const { t } = useTranslation();
  const [search] = useAccessSearch();
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const { rows, unread } = useMemo(() => readAccessRows(figure), [figure]);
  const View = phone ? MatrixPhone : MatrixTable;
  return (
    <>
      <MatrixFinding figure={figure} rows={rows} month={month}>
        <StatusFilters rows={rows} />
        {/* Beside the finding on a wide sheet, under the matrix on a phone. */}
        {!phone && (
          <Suspense fallback={null}>
            <RedMonths />
          </Suspense>
        )}
      </MatrixFinding>
      <Suspense fallback={<LoadingState shape="table" rows={12} />}>
        <View figure={figure} params={params} rows={rows} only={search.status} month={month} />
      </Suspense>
      {unread > 0 && <p className={classes['note']}>{t('access.unread', { count: unread })}</p>}
      <MatrixFoot figure={figure} />
      {phone && (
        <Suspense fallback={null}>
          <RedMonths />
        </Suspense>
      )}
      <FlagList flags={figure.flags} />
    </>
  );
}
