import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatValue } from '../format/format-value.ts';
import { useLocale } from '../text/use-locale.ts';
import classes from './figure.module.css';

/** Arrow and sign. Never red or green: up is not good, down is not bad. */
export function ChangeMark({ value, unit }: { readonly value: number; readonly unit: string }) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const [Icon, word] =
    value > 0
      ? ([IconArrowUpRight, t('figure.up')] as const)
      : value < 0
        ? ([IconArrowDownRight, t('figure.down')] as const)
        : ([IconArrowRight, t('figure.stable')] as const);
  return (
    <span className={classes['change']}>
      <Icon size={13} stroke={2} role="img" aria-label={word} />
      {formatValue(locale, value, unit)}
    </span>
  );
}
