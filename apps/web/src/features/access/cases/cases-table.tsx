import {
  DataTable,
  formatDay,
  formatShortMonth,
  PlatformLabel,
  Tag,
  useLocale,
  usePlatformName,
  type DataColumn,
} from '@vigie/ui';
import { IconClockExclamation } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseSummary } from './case-types.ts';

interface CasesTableProps {
  readonly cases: readonly CaseSummary[];
  readonly total: number;
  readonly onMore: (() => void) | undefined;
}

/** A case a row: which indicator, for whom, since when, whose, until when. */
export function CasesTable({ cases, total, onMore }: CasesTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const navigate = useNavigate();
  const columns = useMemo((): readonly DataColumn<CaseSummary>[] => {
    const months = (one: CaseSummary): string => {
      const [first, last] = [one.firstMonth, one.lastMonth].map((month) => formatShortMonth(locale, `${month}-01`));
      return first === last ? (first ?? '') : `${first ?? ''} – ${last ?? ''}`;
    };
    return [
      {
        id: 'number',
        title: t('access.cases.column.number'),
        value: (one) => one.number,
        cell: (one) => (
          <Link to="/access/cases/$id" params={{ id: one.id }} search={(was) => ({ release: was.release })}>
            {t('access.case.name', { number: one.number })}
          </Link>
        ),
        width: 110,
      },
      {
        id: 'kpi',
        title: t('access.indicator'),
        value: (one) => `${one.kpi} ${t(`access.kpi.${one.kpi}.title`, '')}`,
        cell: (one) => (
          <>
            <span className="v-ink3">{one.kpi}</span> {t(`access.kpi.${one.kpi}.title`, '')}
          </>
        ),
      },
      {
        id: 'partner',
        title: t('access.partner'),
        value: (one) => nameOf(one.partner),
        cell: (one) => <PlatformLabel code={one.partner} />,
        phone: 'primary',
      },
      { id: 'months', title: t('access.cases.column.months'), value: (one) => one.firstMonth, text: months },
      { id: 'red', title: t('access.cases.column.red'), align: 'right', value: (one) => one.redMonths },
      {
        id: 'alarm',
        title: t('access.cases.column.alarm'),
        value: (one) => one.alarmOn,
        text: (one) => (one.alarmOn === null ? '–' : formatDay(locale, one.alarmOn)),
      },
      {
        id: 'owner',
        title: t('access.cases.column.owner'),
        value: (one) => one.owner,
        text: (one) => one.owner ?? t('access.case.nobody'),
      },
      {
        id: 'due',
        title: t('access.cases.column.due'),
        value: (one) => one.dueOn,
        cell: (one) => (
          <>
            {formatDay(locale, one.dueOn)}{' '}
            {one.overdue && (
              <Tag tone="amber" icon={<IconClockExclamation size={12} stroke={2} aria-hidden="true" />}>
                {t('access.case.overdue')}
              </Tag>
            )}
          </>
        ),
      },
      {
        id: 'state',
        title: t('access.cases.state'),
        value: (one) => t(`access.cases.stateOf.${one.state}`),
        cell: (one) => (
          <Tag tone={one.state === 'open' ? 'outline' : 'neutral'}>
            {one.outcome === null ? t(`access.case.state.${one.state}`) : t(`access.outcome.${one.outcome.kind}`)}
            {one.takenBack ? ` · ${t('access.case.takenBack')}` : ''}
          </Tag>
        ),
      },
    ];
  }, [t, locale, nameOf]);
  return (
    <DataTable
      caption={t('access.cases.title')}
      rows={cases}
      columns={columns}
      rowKey={(one) => one.id}
      total={total}
      onMore={onMore}
      onOpen={(one) =>
        void navigate({ to: '/access/cases/$id', params: { id: one.id }, search: (was) => ({ release: was.release }) })
      }
    />
  );
}
