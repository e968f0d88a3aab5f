import type { Figure } from '@vigie/kernel';
import { SegmentedControl } from '@mantine/core';
import { EmptyState, Finding, formatDay, formatShare, numberOf, textOf, useLocale, usePlatformName } from '@vigie/ui';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { useStatus } from '../../../app/use-status.ts';
import { definedOnly } from '../../../filters/market-search.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { FlagList } from '../../market/common/flag-list.tsx';
import { AccessHead } from '../common/access-head.tsx';
import classes from '../common/access.module.css';
import { useAccessSearch } from '../common/use-access-search.ts';
import { AvailabilityTable } from './availability-table.tsx';
import { DayField } from './day-field.tsx';

/** Real slots: how many places of each platform had one free on a day, all kinds or vaccination centres alone. */
export function AvailabilityPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [search, set] = useAccessSearch();
  const status = useStatus().data;
  const table = status?.tables.find((one) => one.name === 'availability');
  const centres = search.kind === 'vaccination-centre';
  const params = useMemo(
    () =>
      definedOnly({
        date: search.date,
        kind: centres ? 'vaccination-centre' : undefined,
        departement: search.departement,
      }),
    [search.date, centres, search.departement],
  );
  const query = useFigure('access.availability-by-platform', params, table !== undefined);
  const day = query.data?.passport.period.from ?? search.date;
  return (
    <>
      <AccessHead
        title={t('access.slots.title')}
        sub={day === undefined ? t('access.slots.subPlain') : t('access.slots.sub', { day: formatDay(locale, day) })}
        links={query.data && exportLinks(query.data, params)}
      />
      {table !== undefined && (
        <div className={classes['filters']}>
          <SegmentedControl
            aria-label={t('access.slots.kind')}
            value={centres ? 'vaccination-centre' : 'all'}
            transitionDuration={0}
            onChange={(next) => set({ kind: next === 'all' ? undefined : next })}
            data={[
              { value: 'all', label: t('access.slots.all') },
              { value: 'vaccination-centre', label: t('access.slots.centres') },
            ]}
          />
          <DayField
            value={day ?? ''}
            min={table.from ?? undefined}
            max={table.toExclusive ?? undefined}
            onChange={(date) => set({ date })}
          />
        </div>
      )}
      <div className={classes['body']}>
        {status !== undefined && table === undefined ? (
          <EmptyState title={t('access.slots.none')}>{t('access.slots.noneText')}</EmptyState>
        ) : (
          <FigureAnswer query={query} shape="table" rows={6}>
            {(figure) => <Availability figure={figure} params={params} />}
          </FigureAnswer>
        )}
      </div>
    </>
  );
}

function Availability({ figure, params }: { readonly figure: Figure; readonly params: Params }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const national = figure.rows.filter((row) => textOf(row, 'departement') === '');
  const [first] = national.toSorted((a, b) => (numberOf(b, 'places') ?? 0) - (numberOf(a, 'places') ?? 0));
  return (
    <>
      {first !== undefined && first.value !== null && (
        <Finding>
          <Trans
            i18nKey="access.slots.finding"
            values={{
              platform: nameOf(textOf(first, 'platform')),
              share: formatShare(locale, first.value, 1),
              free: numberOf(first, 'placesWithSlot') ?? first.numerator ?? 0,
              places: numberOf(first, 'places') ?? first.denominator ?? 0,
            }}
            components={{ b: <b /> }}
          />
        </Finding>
      )}
      <p className={classes['note']}>{t('access.slots.caveat')}</p>
      <div style={{ marginTop: 16 }}>
        <AvailabilityTable figure={figure} rows={national} params={params} />
      </div>
      {figure.rows.length > national.length && (
        <div className={classes['chartBlock']}>
          <h2>{t('access.slots.byPlace')}</h2>
          <AvailabilityTable
            figure={figure}
            rows={figure.rows.filter((row) => textOf(row, 'departement') !== '')}
            params={params}
            byPlace
          />
        </div>
      )}
      <FlagList flags={figure.flags} />
    </>
  );
}
