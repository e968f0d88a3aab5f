import { formatPeriod, useLocale, usePlatformName } from '@vigie/ui';
import type { Figure } from '@vigie/kernel';
import { useTranslation } from 'react-i18next';
import { useFocusPlatform } from '../../../app/use-focus-platform.ts';
import type { MarketSearch } from '../../../filters/market-search.ts';
import { formatChosenPeriod } from '../../../filters/format-chosen-period.ts';

/** Whom and when a page is about, in words: from the figure when it has come, from the address before. */
export function useSubject(
  search: MarketSearch,
  figure: Figure | undefined,
): { platform: string; code: string | null; period: string } {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const focus = useFocusPlatform();
  const told = figure?.summary['platform'];
  const code = typeof told === 'string' ? told : focus;
  const period =
    figure === undefined
      ? (formatChosenPeriod(locale, search) ?? t('filters.lastMonth'))
      : formatPeriod(locale, figure.passport.period.from, figure.passport.period.toExclusive);
  return { platform: code === null ? '…' : nameOf(code), code, period };
}
