import { SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { dayBefore, formatBucket, formatMonth, useLocale } from '@vigie/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../app/use-status.ts';
import type { FilterControlProps } from './filter-control.tsx';

type Kind = 'month' | 'quarter' | 'range';

/** A month, a quarter, or days. Only the kind in use stays in the address. */
export function PeriodControl({ search, onChange }: FilterControlProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const months = useStatus().data?.months ?? [];
  const [kind, setKind] = useState<Kind>(
    search.from !== undefined ? 'range' : search.quarter !== undefined ? 'quarter' : 'month',
  );
  const newestFirst = [...months].reverse();
  const quarters = [
    ...new Set(
      newestFirst.map((month) => `${month.slice(0, 4)}-Q${Math.floor((Number(month.slice(5, 7)) - 1) / 3) + 1}`),
    ),
  ];
  const quarterStart = (quarter: string): string =>
    `${quarter.slice(0, 4)}-${String((Number(quarter.slice(6)) - 1) * 3 + 1).padStart(2, '0')}-01`;
  return (
    <Stack gap="sm">
      <Stack gap={4}>
        <Text size="xs" fw={500} id="period-kind">
          {t('filters.periodKind')}
        </Text>
        <SegmentedControl
          aria-labelledby="period-kind"
          value={kind}
          transitionDuration={0}
          onChange={(next) => setKind(next as Kind)}
          data={(['month', 'quarter', 'range'] as const).map((value) => ({ value, label: t(`filters.${value}`) }))}
        />
      </Stack>
      {kind === 'month' && (
        <Select
          label={t('filters.month')}
          data={newestFirst.map((month) => ({ value: month.slice(0, 7), label: formatMonth(locale, month) }))}
          value={search.month ?? null}
          searchable
          clearable
          maxDropdownHeight={240}
          comboboxProps={{ withinPortal: false }}
          onChange={(next) =>
            onChange({ month: next ?? undefined, quarter: undefined, from: undefined, to: undefined })
          }
        />
      )}
      {kind === 'quarter' && (
        <Select
          label={t('filters.quarter')}
          data={quarters.map((quarter) => ({
            value: quarter,
            label: formatBucket(locale, quarterStart(quarter), 'quarter'),
          }))}
          value={search.quarter ?? null}
          clearable
          maxDropdownHeight={240}
          comboboxProps={{ withinPortal: false }}
          onChange={(next) =>
            onChange({ quarter: next ?? undefined, month: undefined, from: undefined, to: undefined })
          }
        />
      )}
      {kind === 'range' && <DayRange search={search} onChange={onChange} />}
    </Stack>
  );
}

/** First and last day, both inside; the address holds the day after the last. */
function DayRange({ search, onChange }: Pick<FilterControlProps, 'search' | 'onChange'>) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(search.from ?? '');
  const [last, setLast] = useState(search.to === undefined ? '' : dayBefore(search.to));
  const wrong = from !== '' && last !== '' && last < from;
  const dayAfter = (day: string): string =>
    new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const send = (first: string, end: string): void => {
    if (first === '' || end === '' || end < first) return;
    onChange({ from: first, to: dayAfter(end), month: undefined, quarter: undefined });
  };
  return (
    <Stack gap="xs">
      <TextInput
        type="date"
        label={t('filters.from')}
        value={from}
        onChange={(event) => {
          setFrom(event.currentTarget.value);
          send(event.currentTarget.value, last);
        }}
      />
      <TextInput
        type="date"
        label={t('filters.to')}
        value={last}
        error={wrong ? t('filters.rangeError') : undefined}
        onChange={(event) => {
          setLast(event.currentTarget.value);
          send(from, event.currentTarget.value);
        }}
      />
    </Stack>
  );
}
