import { DataTable, ErrorState, LoadingState, useLocale, type DataColumn } from '@vigie/ui';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@vigie/api';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import classes from '../market/common/common.module.css';

type Summary = inferRouterOutputs<AppRouter>['catalogue']['list']['metrics'][number];

/** All metrics of the catalogue. */
export function CardsPage() {
  const { t } = useTranslation();
  const cards = useQuery(trpc.catalogue.list.queryOptions());
  return (
    <>
      <div className={classes['head']} style={{ marginBottom: 16 }}>
        <div>
          <h1>{t('cards.title')}</h1>
          <p className={classes['sub']}>{t('cards.sub')}</p>
        </div>
      </div>
      {cards.error !== null ? (
        <ErrorState problem={toProblem(cards.error, t('cards.title'))} onRetry={() => void cards.refetch()} />
      ) : cards.data === undefined ? (
        <LoadingState shape="table" rows={8} />
      ) : (
        <CardTable metrics={cards.data.metrics} />
      )}
    </>
  );
}

function CardTable({ metrics }: { readonly metrics: readonly Summary[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const columns = useMemo(
    (): readonly DataColumn<Summary>[] => [
      {
        id: 'metric',
        title: t('cards.metric'),
        value: (card) => card.title[locale],
        cell: (card) => (
          <>
            <Link to="/cards/$id" params={{ id: card.id }}>
              {card.title[locale]}
            </Link>
            <br />
            <span className="v-mono v-ink3">{card.id}</span>
          </>
        ),
        width: 240,
      },
      {
        id: 'version',
        title: t('cards.version'),
        align: 'right',
        value: (card) => card.version,
        text: (card) => `v${card.version}`,
        phone: 'primary',
      },
      { id: 'formula', title: t('cards.formula'), value: (card) => card.formula, phone: 'block' },
      {
        id: 'flags',
        title: t('cards.flags'),
        value: (card) => card.flags.map((flag) => t(`ui:flag.${flag}`, flag)).join(', '),
        phone: 'block',
      },
    ],
    [t, locale],
  );
  return (
    <DataTable
      caption={t('cards.title')}
      rows={metrics}
      columns={columns}
      rowKey={(card) => card.id}
      onOpen={(card) => void navigate({ to: '/cards/$id', params: { id: card.id } })}
    />
  );
}
