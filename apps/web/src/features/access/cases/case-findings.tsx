import {
  DataTable,
  formatMonth,
  formatP,
  StatusMark,
  Tag,
  useLocale,
  verdictOf,
  STATUSES,
  type DataColumn,
} from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { effectText, intervalText } from '../common/effect-text.ts';
import { kpiInfo } from '../common/kpi-list.ts';
import { LevelTag } from '../kpi/level-tag.tsx';
import type { CaseDetail, CaseFinding } from './case-types.ts';

type Told = Parameters<typeof effectText>[1];

/** The red months and alarms on which the case rests, as the newest examined release has them. */
export function CaseFindings({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo((): readonly DataColumn<CaseFinding>[] => {
    const info = kpiInfo(detail.kpi);
    const told = (finding: CaseFinding): Told | null => {
      const numbers = finding.monthNumbers;
      const unit = numbers?.unit;
      if (info === undefined) return null;
      if (unit === 'share' || unit === 'lnRatio' || unit === 'seconds' || unit === 'days' || unit === 'count')
        return { info, unit, margin: numbers?.margin ?? 0.01 };
      return null;
    };
    return [
      {
        id: 'month',
        title: t('filters.month'),
        value: (f) => f.month,
        cell: (f) => (
          <Link
            to="/access/$kpi/$partner"
            params={{ kpi: detail.kpi, partner: detail.partner }}
            search={(was) => ({ release: was.release, month: f.month })}
          >
            {formatMonth(locale, `${f.month}-01`)}
          </Link>
        ),
      },
      {
        id: 'status',
        title: t('access.status'),
        value: (f) => f.status ?? '',
        phone: 'primary',
        cell: (f) => (
          <>
            {f.trigger === 'ALARM' && (f.status === 'ALARM' || f.status === 'WATCH' || f.status === 'QUIET') ? (
              <LevelTag level={f.status} />
            ) : (
              <StatusMark verdict={verdictOf(STATUSES.find((status) => status === f.status) ?? null, [])} />
            )}{' '}
            {!f.stands && <Tag tone="outline">{t('access.case.takenBack')}</Tag>}
          </>
        ),
      },
      {
        id: 'effect',
        title: t('access.number.difference'),
        align: 'right',
        value: (f) => f.monthNumbers?.effect ?? f.alarmNumbers?.difference ?? null,
        text: (f) => {
          const unit = told(f);
          const effect = f.monthNumbers?.effect ?? null;
          return unit === null || effect === null ? '–' : effectText(locale, unit, effect);
        },
      },
      {
        id: 'interval',
        title: t('access.interval90'),
        align: 'right',
        value: (f) => f.monthNumbers?.ciLow ?? null,
        text: (f) => {
          const unit = told(f);
          const numbers = f.monthNumbers;
          if (unit === null || numbers === null || (numbers.ciLow === null && numbers.ciHigh === null)) return '–';
          return intervalText(locale, unit, numbers.ciLow, numbers.ciHigh);
        },
      },
      {
        id: 'q',
        title: t('access.number.q'),
        align: 'right',
        value: (f) => f.monthNumbers?.q ?? null,
        text: (f) => (f.monthNumbers?.q == null ? '–' : formatP(locale, f.monthNumbers.q)),
      },
      {
        id: 'release',
        title: t('access.case.foundIn'),
        value: (f) => f.foundIn.releaseNumber,
        text: (f) => t('shell.bar.release', { number: f.foundIn.releaseNumber }),
      },
    ];
  }, [t, locale, detail]);
  return (
    <DataTable
      caption={t('access.case.findings')}
      rows={detail.findings}
      columns={columns}
      rowKey={(f) => `${f.trigger}${f.month}`}
      dense
    />
  );
}
