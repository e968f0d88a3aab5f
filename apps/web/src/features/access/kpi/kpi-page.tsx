import type { Figure } from '@vigie/kernel';
import { EmptyState, formatMonth, LoadingState, StatusMark, useLocale, usePlatformName } from '@vigie/ui';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { definedOnly } from '../../../filters/market-search.ts';
import { NotFound } from '../../../app/not-found.tsx';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { AccessHead } from '../common/access-head.tsx';
import classes from '../common/access.module.css';
import { kpiInfo, type KpiInfo } from '../common/kpi-list.ts';
import { readAccessRows } from '../common/kpi-row.ts';
import { MonthPicker } from '../common/month-picker.tsx';
import { NoAccessData } from '../common/no-access-data.tsx';
import { useAccessMonths } from '../common/use-access-months.ts';
import { KpiBody } from './kpi-body.tsx';
import { KpiHeadActs } from './kpi-head-acts.tsx';
import { PartnerSwitch } from './partner-switch.tsx';

/** One indicator for one partner: what was measured, how sure it is, and what may be concluded from it. */
export function KpiPage() {
  const { kpi, partner } = useParams({ from: '/access/$kpi/$partner' });
  const info = kpiInfo(kpi.toUpperCase());
  return info === undefined ? <NotFound /> : <KnownKpi info={info} partner={partner.toLowerCase()} />;
}

function KnownKpi({ info, partner }: { readonly info: KpiInfo; readonly partner: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const { month, none } = useAccessMonths();
  const params = useMemo(() => definedOnly({ month, partner, kpi: info.id }), [month, partner, info.id]);
  const query = useFigure('access.parity', params, month !== null);
  const row = query.data === undefined ? undefined : readAccessRows(query.data).rows[0];
  const words = month === null ? '…' : formatMonth(locale, `${month}-01`);
  return (
    <>
      <AccessHead
        title={
          <>
            {t('access.kpiTitle', { kpi: t(`access.kpi.${info.id}.title`), partner: nameOf(partner) })}{' '}
            {row !== undefined && row.month === month && row.partner === partner && (
              <StatusMark verdict={row.verdict} monthsInRow={row.monthsInRow} look="pill" />
            )}
          </>
        }
        sub={t('access.kpiSub', { id: info.id, what: t(`access.kpi.${info.id}.what`), month: words })}
        links={query.data && exportLinks(query.data, params)}
        acts={<KpiHeadActs />}
      />
      {none ? (
        <div className={classes['body']}>
          <NoAccessData />
        </div>
      ) : (
        <>
          <div className={classes['filters']}>
            <MonthPicker />
            <PartnerSwitch kpi={info.id} partner={partner} />
          </div>
          <div className={classes['body']}>
            {month === null ? (
              <LoadingState shape="finding" />
            ) : (
              <FigureAnswer query={query} shape="finding">
                {(figure) => <Answer figure={figure} params={params} />}
              </FigureAnswer>
            )}
          </div>
        </>
      )}
    </>
  );
}

function Answer({ figure, params }: { readonly figure: Figure; readonly params: Params }) {
  const { t } = useTranslation();
  const { rows, unread } = useMemo(() => readAccessRows(figure), [figure]);
  const [row] = rows;
  return row === undefined ? (
    <EmptyState title={t('shell.error.figure')}>{t('access.unread', { count: unread })}</EmptyState>
  ) : (
    <KpiBody figure={figure} params={params} row={row} />
  );
}
