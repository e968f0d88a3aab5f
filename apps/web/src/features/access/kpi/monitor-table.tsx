import type { Figure } from '@vigie/kernel';
import { DataTable, formatDay, localNumber, useLocale, type DataColumn } from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, type Params } from '../../../api/use-figure.ts';
import { effectText, intervalText } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import type { MonitorRow } from '../common/monitor-row.ts';
import { LevelTag } from './level-tag.tsx';

interface MonitorTableProps {
  readonly figure: Figure;
  readonly params: Params;
  readonly days: readonly MonitorRow[];
  readonly row: AccessRow;
}

/** Every closed day of the year: the sequence, the evidence of the year and of the month alone. No daily p. */
export function MonitorTable({ figure, params, days, row }: MonitorTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo((): readonly DataColumn<MonitorRow>[] => {
    const ln = (value: number | null): string =>
      value === null ? '–' : localNumber(locale, value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return [
      { id: 'day', title: t('access.day'), value: (d) => d.day, text: (d) => formatDay(locale, d.day) },
      {
        id: 'level',
        title: t('access.monitor.level'),
        value: (d) => t(`access.level.${d.level}`),
        cell: (d) => <LevelTag level={d.level} />,
        phone: 'primary',
      },
      {
        id: 'difference',
        title: t('access.number.difference'),
        align: 'right',
        value: (d) => d.difference,
        text: (d) => (d.difference === null ? '–' : effectText(locale, row, d.difference)),
      },
      {
        id: 'sequence',
        title: t('access.monitor.sequence'),
        align: 'right',
        value: (d) => d.csLow,
        text: (d) => (d.csLow === null && d.csHigh === null ? '–' : intervalText(locale, row, d.csLow, d.csHigh)),
      },
      {
        id: 'evidence',
        title: t('access.monitor.lnYear'),
        align: 'right',
        value: (d) => d.lnEvidence,
        text: (d) => ln(d.lnEvidence),
      },
      {
        id: 'month',
        title: t('access.monitor.lnMonth'),
        align: 'right',
        value: (d) => d.monthLnEvidence,
        text: (d) => ln(d.monthLnEvidence),
      },
      {
        id: 'dispersion',
        title: t('access.monitor.dispersion'),
        align: 'right',
        value: (d) => d.dispersion,
        text: (d) => ln(d.dispersion),
      },
    ];
  }, [t, locale, row]);
  return (
    <DataTable
      caption={t('access.monitor.chart')}
      rows={days}
      columns={columns}
      rowKey={(day) => day.day}
      initialSort={[{ id: 'day', desc: true }]}
      exportLinks={exportLinks(figure, params)}
      dense
    />
  );
}
