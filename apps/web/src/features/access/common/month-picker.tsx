import { ActionIcon } from '@mantine/core';
import { formatMonth, useLocale } from '@vigie/ui';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stepMonth } from '../../../filters/market-search.ts';
import classes from './access.module.css';
import { ChipMenu } from './chip-menu.tsx';
import { useAccessMonths } from './use-access-months.ts';
import { useAccessSearch } from './use-access-search.ts';

/** The month in view, with the one before and the one after (keys [ and ]). A month that the data do not cover whole says so. */
export function MonthPicker() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [search, set] = useAccessSearch();
  const { months, month } = useAccessMonths();
  if (month === null) return null;
  const known = (wanted: string): boolean => months.some((one) => one.month === wanted);
  const name = (one: { month: string; whole: boolean }): string =>
    one.whole
      ? formatMonth(locale, `${one.month}-01`)
      : t('access.month.partial', { month: formatMonth(locale, `${one.month}-01`) });
  const step = (by: -1 | 1) => {
    const Icon = by < 0 ? IconChevronLeft : IconChevronRight;
    const next = stepMonth(month, by);
    return (
      <ActionIcon
        size={26}
        variant="default"
        data-month={by}
        aria-label={t(by < 0 ? 'filters.monthBefore' : 'filters.monthAfter')}
        aria-keyshortcuts={by < 0 ? '[' : ']'}
        disabled={!known(next)}
        onClick={() => set({ month: next })}
      >
        <Icon size={14} stroke={1.75} />
      </ActionIcon>
    );
  };
  return (
    <span className={classes['month']}>
      {step(-1)}
      <ChipMenu
        first
        label={t('filters.month')}
        shown={formatMonth(locale, `${month}-01`)}
        choices={months.toReversed().map((one) => ({ value: one.month, label: name(one) }))}
        value={month}
        chosen={search.month !== undefined}
        onChoose={(next) => set({ month: next })}
      />
      {step(1)}
    </span>
  );
}
