import { Button, Code } from '@mantine/core';
import { DataTable, ErrorState, LoadingState, Section, Tag, useLocale, type DataColumn } from '@vigie/ui';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@vigie/api';
import { IconArrowLeft, IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { Facts } from '../data/common/facts.tsx';
import classes from '../market/common/common.module.css';
import { Markdown } from './markdown.tsx';
import { runHref } from './run-links.ts';

type Card = inferRouterOutputs<AppRouter>['catalogue']['card'];
type Parameter = Card['parameters'][number];

export function CardPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/cards/$id' });
  const language = useLocale();
  const card = useQuery(trpc.catalogue.card.queryOptions({ id, language }));
  if (card.error !== null)
    return <ErrorState problem={toProblem(card.error, t('cards.title'))} onRetry={() => void card.refetch()} />;
  if (card.data === undefined) return <LoadingState rows={8} />;
  return <CardView card={card.data} />;
}

/** The card as the metric's own files have it; the example in it is run by the tests. */
function CardView({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const run = runHref(card.id);
  return (
    <>
      <Button
        component={Link}
        to="/cards"
        variant="subtle"
        color="gray"
        mb="xs"
        ml={-8}
        leftSection={<IconArrowLeft size={14} aria-hidden="true" />}
      >
        {t('cards.back')}
      </Button>
      <div className={classes['head']}>
        <div>
          <h1>{card.title[locale]}</h1>
          <p className={classes['sub']}>
            <span className="v-mono">{card.id}</span> v{card.version}
          </p>
        </div>
        <Button
          component="a"
          href={run.href}
          leftSection={
            run.screen ? <IconPlayerPlay size={14} aria-hidden="true" /> : <IconDownload size={14} aria-hidden="true" />
          }
        >
          {t(run.screen ? 'cards.run' : 'shell.exportCsv')}
        </Button>
      </div>
      <Section title={t('cards.definition')}>
        <Facts
          items={[
            [t('cards.formulaTitle'), card.formula],
            [t('cards.source'), card.source],
            [t('cards.unit'), card.unit],
            [t('cards.dimensions'), card.dimensions.join(', ') || '–'],
            [
              t('cards.flags'),
              <span key="flags" style={{ display: 'flex', gap: 4, flexWrap: 'wrap' }}>
                {card.flags.map((flag) => (
                  <Tag key={flag}>{t(`ui:flag.${flag}`, flag)}</Tag>
                ))}
              </span>,
            ],
            [t('cards.command'), <Code key="command">vigie metric run {card.id} --format table</Code>],
          ]}
        />
      </Section>
      <Section title={t('cards.card')} note={t('cards.cardNote')}>
        <Markdown text={card.markdown} />
      </Section>
      <ParameterTable parameters={card.parameters} />
    </>
  );
}

function ParameterTable({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo(
    (): readonly DataColumn<Parameter>[] => [
      {
        id: 'name',
        title: t('cards.parameter'),
        value: (p) => p.name,
        cell: (p) => <span className="v-mono">{p.name}</span>,
        width: 150,
      },
      { id: 'type', title: t('cards.type'), value: (p) => p.type },
      {
        id: 'default',
        title: t('cards.default'),
        value: (p) =>
          p.required ? t('cards.required') : p.default == null ? t('cards.chosen') : JSON.stringify(p.default),
      },
      { id: 'meaning', title: t('cards.meaning'), value: (p) => p.description[locale], phone: 'block' },
      { id: 'values', title: t('cards.values'), value: (p) => p.values?.join(', ') ?? '–', phone: 'block' },
    ],
    [t, locale],
  );
  return (
    <Section title={t('cards.parameters')}>
      <DataTable caption={t('cards.parameters')} rows={parameters} columns={columns} rowKey={(p) => p.name} dense />
    </Section>
  );
}
