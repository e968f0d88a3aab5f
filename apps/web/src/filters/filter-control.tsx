import { SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { formatDay, NO_VENDOR, useLocale, usePlatformName } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { useFocusPlatform } from '../app/use-focus-platform.ts';
import { useStatus } from '../app/use-status.ts';
import { usePlaceName } from '../features/market/common/use-place-name.ts';
import type { FilterId } from './filter-list.tsx';
import { COUNTING_RULES, DEFINITIONS, marketSearchSchema, type MarketSearch } from './market-search.ts';
import { PeriodControl } from './period-control.tsx';

const PROFESSIONS = [
  'MED',
  'DENT',
  'SF',
  'IDE',
  'MK',
  'ORTHO',
  'PODO',
  'PSY',
  'PHARM',
  'OPT',
  'ERGO',
  'DIET',
  'AUDIO',
  'OPTI',
] as const;

export interface FilterControlProps {
  readonly id: FilterId;
  readonly search: MarketSearch;
  readonly onChange: (change: Partial<MarketSearch>) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The control behind one chip. The same control stands in the phone's sheet. */
export function FilterControl(props: FilterControlProps) {
  if (props.id === 'period') return <PeriodControl {...props} />;
  if (props.id === 'vaccination' || props.id === 'hospital' || props.id === 'repairs' || props.id === 'outside')
    return <Switching {...props} />;
  return <Choosing {...props} />;
}

/** One of a list that may be long. Empty means the default. */
function Choosing({ id, search, onChange }: FilterControlProps) {
  const { t } = useTranslation();
  const choices = useChoices(id);
  const focus = useFocusPlatform();
  const key = id as 'platform' | 'place' | 'profession' | 'specialty' | 'rule' | 'register' | 'definition';
  const value = search[key] ?? (id === 'platform' ? focus : null);
  return (
    <Select
      label={t(`filters.${id}`)}
      data={[...choices]}
      value={value}
      searchable={choices.length > 8}
      clearable={search[key] !== undefined}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={260}
      onChange={(next) => onChange(marketSearchSchema.parse({ [key]: next ?? undefined }))}
    />
  );
}

function useChoices(id: FilterId): readonly Choice[] {
  const { t } = useTranslation();
  const locale = useLocale();
  const platformName = usePlatformName();
  const status = useStatus().data;
  const placeName = usePlaceName();
  const coded = (list: readonly { code: string; name: string }[] | undefined): Choice[] =>
    (list ?? []).map((item) => ({
      value: item.code,
      label: item.code === item.name ? item.code : `${item.code} ${item.name}`,
    }));
  if (id === 'platform')
    return (status?.platforms ?? [])
      .filter((p) => !NO_VENDOR.includes(p.code))
      .map((p) => ({ value: p.code, label: platformName(p.code) }));
  if (id === 'place')
    return (status?.departements ?? []).map((place) => ({
      value: place.code,
      label: `${place.code} ${placeName(place.code)}`,
    }));
  if (id === 'specialty') return coded(status?.specialties);
  if (id === 'profession')
    return PROFESSIONS.map((code) => ({ value: code, label: t(`filters.professionText.${code}`) }));
  if (id === 'rule') return COUNTING_RULES.map((rule) => ({ value: rule, label: t(`filters.ruleText.${rule}`) }));
  if (id === 'definition')
    return DEFINITIONS.map((code) => ({
      value: code,
      label: `${code.slice(0, 2)} ${t(`market.definition.${code}.title`)}`,
    }));
  if (id === 'register')
    return [...new Set(status?.registerDays ?? [])].map((day) => ({ value: day, label: formatDay(locale, day) }));
  return [];
}

const SWITCHES = {
  vaccination: {
    none: 'vaccinationAuto',
    options: [
      ['apart', 'vaccinationApart'],
      ['in', 'vaccinationIn'],
      ['only', 'vaccinationOnly'],
    ],
  },
  hospital: {
    none: 'hospitalIn',
    options: [
      ['apart', 'hospitalApart'],
      ['only', 'hospitalOnly'],
    ],
  },
  repairs: { none: 'repairsOn', options: [['off', 'repairsOff']] },
  outside: { none: 'outsideIn', options: [['out', 'outsideOut']] },
} as const;

/** A few exclusive choices; the first is the default and leaves the address alone. */
function Switching({ id, search, onChange }: FilterControlProps) {
  const { t } = useTranslation();
  const key = id as keyof typeof SWITCHES;
  const { none, options } = SWITCHES[key];
  const data = [
    { value: 'default', label: t(`filters.${none}`) },
    ...options.map(([value, label]) => ({ value: String(value), label: t(`filters.${label}`) })),
  ];
  return (
    <Stack gap={4}>
      <Text size="xs" fw={500} id={`filter-${id}`}>
        {t(`filters.${id}`)}
      </Text>
      <SegmentedControl
        aria-labelledby={`filter-${id}`}
        value={search[key] ?? 'default'}
        data={data}
        transitionDuration={0}
        onChange={(next) => onChange(marketSearchSchema.parse({ [key]: next === 'default' ? undefined : next }))}
      />
      {id === 'vaccination' && (
        <Text size="xs" c="dimmed" maw={300}>
          {t('filters.vaccinationHelp')}
        </Text>
      )}
    </Stack>
  );
}
