import { usePlatformName, useLocale } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { useFocusPlatform } from '../app/use-focus-platform.ts';
import { useStatus } from '../app/use-status.ts';
import { usePlaceName } from '../features/market/common/use-place-name.ts';
import { formatChosenPeriod } from './format-chosen-period.ts';
import type { MarketSearch } from './market-search.ts';

export type FilterId =
  | 'platform'
  | 'period'
  | 'place'
  | 'profession'
  | 'vaccination'
  | 'definition'
  | 'specialty'
  | 'hospital'
  | 'rule'
  | 'register'
  | 'repairs'
  | 'outside';

export interface FilterView {
  readonly id: FilterId;
  readonly label: string;
  readonly value: string;
  /** The address holds it. */
  readonly chosen: boolean;
}

/** Always shown as chips; the others only when chosen, or from “Filter”. */
export const MAIN_FILTERS: readonly FilterId[] = ['platform', 'period', 'place', 'profession', 'vaccination'];
export const CLEARED: Readonly<Record<FilterId, Partial<MarketSearch>>> = {
  platform: { platform: undefined },
  period: { month: undefined, quarter: undefined, from: undefined, to: undefined },
  place: { place: undefined },
  profession: { profession: undefined },
  vaccination: { vaccination: undefined },
  definition: { definition: undefined },
  specialty: { specialty: undefined },
  hospital: { hospital: undefined },
  rule: { rule: undefined },
  register: { register: undefined },
  repairs: { repairs: undefined },
  outside: { outside: undefined },
};

/** What each filter says now, chosen or by default. */
export function useFilterViews(search: MarketSearch): readonly FilterView[] {
  const { t } = useTranslation();
  const locale = useLocale();
  const platformName = usePlatformName();
  const focus = useFocusPlatform();
  const placeName = usePlaceName();
  const status = useStatus().data;
  const nameIn = (list: readonly { code: string; name: string }[] | undefined, code: string): string =>
    list?.find((item) => item.code === code)?.name ?? code;
  const period = formatChosenPeriod(locale, search);
  const view = (id: FilterId, value: string, chosen: boolean): FilterView => ({
    id,
    label: t(`filters.${id}`),
    value,
    chosen,
  });
  return [
    view('platform', focus === null ? '…' : platformName(focus), search.platform !== undefined),
    view('period', period ?? t('filters.lastMonth'), period !== null),
    view(
      'place',
      search.place === undefined ? t('filters.france') : placeName(search.place),
      search.place !== undefined,
    ),
    view(
      'profession',
      search.profession === undefined
        ? t('filters.allProfessions')
        : t(`filters.professionText.${search.profession}`, search.profession),
      search.profession !== undefined,
    ),
    view(
      'vaccination',
      t(`filters.vaccination${capital(search.vaccination ?? 'auto')}`),
      search.vaccination !== undefined,
    ),
    view(
      'definition',
      search.definition === undefined ? 'M3' : search.definition.slice(0, 2),
      search.definition !== undefined,
    ),
    view(
      'specialty',
      search.specialty === undefined ? t('filters.allSpecialties') : nameIn(status?.specialties, search.specialty),
      search.specialty !== undefined,
    ),
    view('hospital', t(`filters.hospital${capital(search.hospital ?? 'in')}`), search.hospital !== undefined),
    view('rule', search.rule ?? t('filters.ruleOwn'), search.rule !== undefined),
    view(
      'register',
      search.register === undefined
        ? t('filters.registerNearest')
        : (formatChosenPeriod(locale, { from: search.register }) ?? search.register),
      search.register !== undefined,
    ),
    view(
      'repairs',
      t(search.repairs === undefined ? 'filters.repairsOn' : 'filters.repairsOff'),
      search.repairs !== undefined,
    ),
    view(
      'outside',
      t(search.outside === undefined ? 'filters.outsideIn' : 'filters.outsideOut'),
      search.outside !== undefined,
    ),
  ];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
