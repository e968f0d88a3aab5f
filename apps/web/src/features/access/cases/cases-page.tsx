import { SegmentedControl } from '@mantine/core';
import { EmptyState, ErrorState, Finding, LoadingState } from '@vigie/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { useStatus } from '../../../app/use-status.ts';
import { definedOnly } from '../../../filters/market-search.ts';
import { AccessHead } from '../common/access-head.tsx';
import classes from '../common/access.module.css';
import { PartnerPicker } from '../common/partner-picker.tsx';
import { useAccessSearch } from '../common/use-access-search.ts';
import { CasesTable } from './cases-table.tsx';

const STATES = ['open', 'closed', 'all'] as const;

/** Conduct cases: one per run of red months, or alarm of the year. Open ones first, by due date. */
export function CasesPage() {
  const { t } = useTranslation();
  const [search, set] = useAccessSearch();
  const simulated = useStatus().data?.release?.simulated;
  const state = search.state ?? 'open';
  const list = useInfiniteQuery(
    trpc.access.cases.list.infiniteQueryOptions(
      definedOnly({ state: state === 'all' ? undefined : state, partner: search.partner, simulated, limit: 100 }),
      { getNextPageParam: (page) => page.nextCursor ?? undefined, enabled: simulated !== undefined },
    ),
  );
  const pages = list.data?.pages ?? [];
  const cases = pages.flatMap((page) => page.cases);
  const total = pages[0]?.total ?? 0;
  return (
    <>
      <AccessHead title={t('access.cases.title')} sub={t('access.cases.sub')} />
      <div className={classes['filters']}>
        <SegmentedControl
          aria-label={t('access.cases.state')}
          value={state}
          transitionDuration={0}
          onChange={(next) => set({ state: next === 'open' ? undefined : (next as 'closed' | 'all') })}
          data={STATES.map((value) => ({ value, label: t(`access.cases.stateOf.${value}`) }))}
        />
        <PartnerPicker first />
      </div>
      <div className={classes['body']}>
        {list.error !== null ? (
          <ErrorState problem={toProblem(list.error, t('access.cases.title'))} onRetry={() => void list.refetch()} />
        ) : list.data === undefined ? (
          <LoadingState shape="table" rows={6} />
        ) : cases.length === 0 ? (
          <EmptyState title={t(`access.cases.empty.${state}`)}>{t('access.cases.emptyText')}</EmptyState>
        ) : (
          <>
            {state !== 'closed' && (
              <Finding>
                <Trans
                  i18nKey={state === 'all' ? 'access.cases.findingAll' : 'access.cases.finding'}
                  values={{ count: total }}
                  count={total}
                  components={{ b: <b /> }}
                />
              </Finding>
            )}
            <div style={{ marginTop: 16 }}>
              <CasesTable
                cases={cases}
                total={total}
                onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
              />
            </div>
          </>
        )}
      </div>
    </>
  );
}
