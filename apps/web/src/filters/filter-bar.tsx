import { Button, Menu, Popover, Stack, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../app/use-status.ts';
import classes from './filter-bar.module.css';
import { CLEARED, MAIN_FILTERS, useFilterViews, type FilterId, type FilterView } from './filter-list.tsx';
import { stepMonth, type MarketSearch } from './market-search.ts';
import { useMarketSearch } from './use-market-search.ts';

const PhoneFilters = lazy(async () => ({ default: (await import('./phone-filters.tsx')).PhoneFilters }));
const FilterControl = lazy(async () => ({ default: (await import('./filter-control.tsx')).FilterControl }));

export interface FilterBarProps {
  /** Filters that this page understands; the others would be ignored, so they are not offered. */
  readonly offered: readonly FilterId[];
  /** One line at the end: how much stands behind the page. */
  readonly note?: ReactNode;
}

/** Chips that mirror the address. On a phone they open a sheet. */
export function FilterBar({ offered, note }: FilterBarProps) {
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [search, set] = useMarketSearch();
  const views = useFilterViews(search).filter((view) => offered.includes(view.id));
  return (
    <>
      <MonthSteps search={search} onChange={set} />
      {phone ? (
        <Suspense fallback={<div className={classes['chipRow']} />}>
          <PhoneFilters views={views} search={search} onChange={set} />
        </Suspense>
      ) : (
        <Chips views={views} search={search} onChange={set} note={note} />
      )}
    </>
  );
}

export interface ViewsProps {
  readonly views: readonly FilterView[];
  readonly search: MarketSearch;
  readonly onChange: (change: Partial<MarketSearch>) => void;
}

function Chips({ views, search, onChange, note }: ViewsProps & { readonly note?: ReactNode }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<FilterId | null>(null);
  const shown = views.filter((view) => MAIN_FILTERS.includes(view.id) || view.chosen || view.id === opened);
  const rest = views.filter((view) => !shown.includes(view));
  return (
    <div className={classes['bar']}>
      {shown.map((view, index) => (
        <Popover
          key={view.id}
          opened={opened === view.id}
          onChange={(open) => setOpened(open ? view.id : null)}
          position="bottom-start"
          withArrow={false}
          transitionProps={{ duration: 0 }}
        >
          <Popover.Target>
            <UnstyledButton
              className={classes['chip']}
              data-chosen={view.chosen || undefined}
              data-filter={index === 0 || undefined}
              aria-haspopup="dialog"
              aria-expanded={opened === view.id}
              onClick={() => setOpened(opened === view.id ? null : view.id)}
            >
              {view.label} <b>{view.value}</b>
              <IconChevronDown size={13} stroke={1.75} aria-hidden="true" />
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown aria-label={view.label} miw={240}>
            <Stack gap="sm" align="stretch">
              <Suspense fallback={null}>
                <FilterControl id={view.id} search={search} onChange={onChange} />
              </Suspense>
              {view.chosen && (
                <Button variant="default" onClick={() => onChange(CLEARED[view.id])}>
                  {t('filters.reset')}
                </Button>
              )}
            </Stack>
          </Popover.Dropdown>
        </Popover>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <UnstyledButton className={classes['chip']} data-dashed>
              <IconPlus size={13} stroke={1.75} aria-hidden="true" />
              {t('filters.add')}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((view) => (
              <Menu.Item key={view.id} onClick={() => setOpened(view.id)}>
                {view.label} <span className="v-ink3">{view.value}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {note !== undefined && <span className={classes['note']}>{note}</span>}
    </div>
  );
}

/** What [ and ] press: hidden from sight, as the period chip says the month. */
function MonthSteps({
  search,
  onChange,
}: {
  readonly search: MarketSearch;
  readonly onChange: (change: Partial<MarketSearch>) => void;
}) {
  const { t } = useTranslation();
  const months = useStatus().data?.months ?? [];
  const now = search.month ?? months.at(-1)?.slice(0, 7);
  if (now === undefined) return null;
  const known = (month: string): boolean => months.some((start) => start.startsWith(month));
  return (
    <span hidden>
      {([-1, 1] as const).map((by) => (
        <button
          key={by}
          type="button"
          data-month={by}
          tabIndex={-1}
          onClick={() => {
            const next = stepMonth(now, by);
            if (known(next)) onChange({ ...CLEARED.period, month: next });
          }}
        >
          {t(by < 0 ? 'filters.monthBefore' : 'filters.monthAfter')}
        </button>
      ))}
    </span>
  );
}
