import type { Figure } from '@vigie/kernel';
import { EmptyState, Finding, formatCount, useLocale } from '@vigie/ui';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { definedOnly } from '../../../filters/market-search.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { FlagList } from '../../market/common/flag-list.tsx';
import { AccessHead } from '../common/access-head.tsx';
import { summaryNumber } from '../common/summary.ts';
import classes from '../common/access.module.css';
import { ChipMenu } from '../common/chip-menu.tsx';
import { NoAccessData } from '../common/no-access-data.tsx';
import { PartnerPicker } from '../common/partner-picker.tsx';
import { useAccessMonths } from '../common/use-access-months.ts';
import { useAccessSearch } from '../common/use-access-search.ts';
import { RequestsTable } from './requests-table.tsx';

const KINDS = ['API_ACCESS', 'DATA_ACCESS', 'HOSPITAL_AGENDA', 'PORTABILITY', 'DELISTING'] as const;
const ALL = '';

/** The register of access requests: who asked for what, when, what was answered and why, and which requests compare. */
export function RequestsPage() {
  const { t } = useTranslation();
  const [search, set] = useAccessSearch();
  const { none } = useAccessMonths();
  const params = useMemo(
    () => definedOnly({ partner: search.partner, kind: search.kind, from: search.from, to: search.to }),
    [search.partner, search.kind, search.from, search.to],
  );
  const query = useFigure('access.requests', params, !none);
  return (
    <>
      <AccessHead
        title={t('access.requests.title')}
        sub={t('access.requests.sub')}
        links={query.data && exportLinks(query.data, params)}
      />
      {none ? (
        <div className={classes['body']}>
          <NoAccessData />
        </div>
      ) : (
        <>
          <div className={classes['filters']}>
            <PartnerPicker first />
            <ChipMenu
              label={t('access.requests.kind')}
              shown={search.kind === undefined ? t('access.all') : t(`access.kind.${search.kind}`, search.kind)}
              choices={[
                { value: ALL, label: t('access.all') },
                ...KINDS.map((kind) => ({ value: kind, label: t(`access.kind.${kind}`) })),
              ]}
              value={search.kind ?? ALL}
              chosen={search.kind !== undefined}
              onChoose={(kind) => set({ kind: kind === ALL ? undefined : kind })}
            />
          </div>
          <div className={classes['body']}>
            {query.data !== undefined && query.data.rows.length === 0 && query.data.flags.length === 0 ? (
              <EmptyState title={t('access.requests.empty')}>{t('access.requests.emptyText')}</EmptyState>
            ) : (
              <FigureAnswer query={query} shape="table" rows={8}>
                {(figure) => <Requests figure={figure} params={params} />}
              </FigureAnswer>
            )}
          </div>
        </>
      )}
    </>
  );
}

function Requests({ figure, params }: { readonly figure: Figure; readonly params: Params }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const count = (n: number | null): string => (n === null ? '–' : formatCount(locale, n));
  const requests = summaryNumber(figure, 'requests') ?? figure.rows.length;
  const [pending, refused] = [summaryNumber(figure, 'pending'), summaryNumber(figure, 'refused')];
  return (
    <>
      <Finding>
        <Trans
          i18nKey={pending === null || refused === null ? 'access.requests.findingCount' : 'access.requests.finding'}
          values={{ requests: count(requests), pending: count(pending), refused: count(refused) }}
          components={{ b: <b /> }}
        />
      </Finding>
      <p className={classes['note']}>{t('access.requests.caveat')}</p>
      <div style={{ marginTop: 16 }}>
        <RequestsTable figure={figure} params={params} />
      </div>
      <FlagList flags={figure.flags} />
    </>
  );
}
