import type { Figure as FigureData } from '@vigie/kernel';
import { ActionIcon } from '@mantine/core';
import { dayBefore, Finding, formatDay, formatMonth, useLocale, usePlatformName } from '@vigie/ui';
import { IconChevronLeft, IconChevronRight, IconFlask } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { definedOnly, stepMonth } from '../../../filters/market-search.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { FlagList } from '../../market/common/flag-list.tsx';
import head from '../../market/common/common.module.css';
import { PageActs } from '../../market/common/page-acts.tsx';
import access from '../common/access.module.css';
import { readAccessRows } from '../common/kpi-row.ts';
import { PartnerTable } from './partner-table.tsx';
import classes from './partner.module.css';

/** What one partner may see: its own figures, asked for under its own name. Nothing of any other is fetched, so nothing can be shown. */
export function PartnerPage() {
  const { partner } = useParams({ from: '/access/partner/$partner' });
  const code = partner.toLowerCase();
  // A figure of the partner before must not stay on the page while the next one is computed.
  return <OwnFigures key={code} partner={code} />;
}

function OwnFigures({ partner }: { readonly partner: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const month = useSearch({ from: '/access/partner/$partner', select: (search) => search.month });
  const params = useMemo(() => definedOnly({ month, partner }), [month, partner]);
  const query = useFigure('access.parity', params);
  const told = query.data?.passport.period.from.slice(0, 7) ?? month;
  const words = told === undefined ? '…' : formatMonth(locale, `${told}-01`);
  return (
    <>
      {query.data !== undefined && <Strip figure={query.data} />}
      <div className={head['head']}>
        <div>
          <h1>{t('access.own.title', { partner: nameOf(partner) })}</h1>
          <p className={head['sub']}>{t('access.own.sub', { month: words })}</p>
        </div>
        <PageActs links={query.data && exportLinks(query.data, params)} />
      </div>
      <div className={access['filters']}>{told !== undefined && <MonthSteps month={told} />}</div>
      <div className={access['body']}>
        <FigureAnswer query={query} shape="finding">
          {(figure) => <Own figure={figure} params={params} partner={partner} month={words} />}
        </FigureAnswer>
      </div>
    </>
  );
}

/** Simulated or not, release and data date: from the figure's own passport. */
function Strip({ figure }: { readonly figure: FigureData }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { release, coverage } = figure.passport;
  const until = release.dataTo ?? coverage.dataToExclusive;
  return (
    <div className={classes['strip']}>
      {release.simulated && (
        <span className={classes['simulated']}>
          <IconFlask size={14} stroke={1.75} aria-hidden="true" />
          {t('shell.bar.simulated')}
        </span>
      )}
      <span>
        {t('shell.bar.release', { number: release.number })}
        {until !== null && ` · ${t('shell.bar.dataTo', { date: formatDay(locale, dayBefore(until)) })}`}
      </span>
    </div>
  );
}

function MonthSteps({ month }: { readonly month: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const step = (by: -1 | 1) => {
    const Icon = by < 0 ? IconChevronLeft : IconChevronRight;
    return (
      <ActionIcon
        size={26}
        variant="default"
        data-month={by}
        aria-label={t(by < 0 ? 'filters.monthBefore' : 'filters.monthAfter')}
        onClick={() =>
          void navigate({ to: '.', search: (was) => ({ ...was, month: stepMonth(month, by) }), replace: true })
        }
      >
        <Icon size={14} stroke={1.75} />
      </ActionIcon>
    );
  };
  return (
    <span className={access['month']}>
      {step(-1)} <b>{formatMonth(locale, `${month}-01`)}</b> {step(1)}
    </span>
  );
}

function Own({
  figure,
  params,
  partner,
  month,
}: {
  readonly figure: FigureData;
  readonly params: Params;
  readonly partner: string;
  readonly month: string;
}) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const rows = useMemo(() => readAccessRows(figure).rows.filter((row) => row.partner === partner), [figure, partner]);
  const red = rows.filter((row) => row.verdict === 'RED').length;
  const tested = rows.filter((row) => row.q !== null).length;
  return (
    <>
      <Finding>
        <Trans
          i18nKey={red === 0 ? 'access.own.none' : 'access.own.finding'}
          values={{ month, partner: nameOf(partner), red, tested }}
          components={{ b: <b /> }}
        />
      </Finding>
      <p className={access['note']}>{t('access.own.scope')}</p>
      <div style={{ marginTop: 16 }}>
        <PartnerTable figure={figure} params={params} rows={rows} partner={partner} />
      </div>
      <p className={access['note']}>
        {t('access.foot.glyph')} {t('access.foot.notParity')}
      </p>
      <FlagList flags={figure.flags} />
    </>
  );
}
