import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import { SegmentedControl } from '@mantine/core';
import { formatPeriod, formatShare, formatValue, MAP_BREAKS, Section, textOf, useLocale } from '@vigie/ui';
import { DepartementMap, type MapCell } from '@vigie/ui/map';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigure, type MetricId, type Params } from '../../../api/use-figure.ts';
import { useFocusPlatform } from '../../../app/use-focus-platform.ts';
import { useStatus } from '../../../app/use-status.ts';
import { definedOnly, scopeParams, type MarketSearch } from '../../../filters/market-search.ts';
import { useMarketSearch } from '../../../filters/use-market-search.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { useSubject } from '../common/use-subject.ts';
import { PlaceTable } from './place-table.tsx';
import classes from './share.module.css';

export type MapShow = 'share' | 'hhi' | 'penetration';

const UNIT = { share: 'ratio', hhi: 'points', penetration: 'ratio' } as const;
const BREAKS = { share: MAP_BREAKS['share'], hhi: MAP_BREAKS['points'], penetration: MAP_BREAKS['penetration'] };

/** Which metric answers, with which parameters. Penetration knows neither vaccination nor attribution. */
function request(search: MarketSearch, show: MapShow, platform: string | null): { metric: MetricId; params: Params } {
  const { outsideOption, ...scope } = scopeParams(search);
  const definition = search.definition;
  if (show === 'hhi')
    return {
      metric: 'market.concentration',
      params: definedOnly({ ...scope, definition, countingRule: search.rule, by: ['departement'] }),
    };
  if (show === 'penetration') {
    const { vaccination: _v, hospital: _h, register: _r, repairs: _p, ...place } = scope;
    return {
      metric: 'market.penetration',
      params: definedOnly({ ...place, platform, by: ['platform', 'departement'] }),
    };
  }
  return {
    metric: 'market.share',
    params: definedOnly({
      ...scope,
      outsideOption,
      definition,
      countingRule: search.rule,
      platform,
      by: ['platform', 'departement'],
    }),
  };
}

/** The map and its list: hover, focus and arrows move both. */
export function MapSection({ definitions }: { readonly definitions: FigureData | undefined }) {
  const { t } = useTranslation();
  const [search, set] = useMarketSearch();
  const show: MapShow = search.show ?? 'share';
  const status = useStatus().data;
  const focus = useFocusPlatform();
  const { metric, params } = request(search, show, focus);
  const query = useFigure(metric, params, status !== undefined);
  const { platform } = useSubject(search, undefined);
  const locale = useLocale();
  const period =
    query.data === undefined
      ? ''
      : formatPeriod(locale, query.data.passport.period.from, query.data.passport.period.toExclusive);
  const id = search.definition ?? 'M3_ONLINE_BOOKINGS';
  const national = show === 'share' ? (definitions?.rows.find((row) => row['definition'] === id)?.value ?? null) : null;
  const title = t(`market.map.title.${show}`, { platform });
  const note = [
    t('market.map.note', { id: show === 'penetration' ? 'M2' : id.slice(0, 2), period }),
    national === null ? '' : t('market.map.noteNational', { value: formatShare(locale, national) }),
  ];
  return (
    <Section
      title={title}
      note={note.filter(Boolean).join(' · ')}
      actions={
        <SegmentedControl
          aria-label={t('market.map.show')}
          value={show}
          transitionDuration={0}
          data={(['share', 'hhi', 'penetration'] as const).map((value) => ({ value, label: t(`market.map.${value}`) }))}
          onChange={(next) => set({ show: next === 'hhi' || next === 'penetration' ? next : undefined })}
        />
      }
    >
      <FigureAnswer query={query} shape="map">
        {(figure) => (
          <MapView figure={figure} params={params} show={show} title={title} period={period} national={national} />
        )}
      </FigureAnswer>
    </Section>
  );
}

interface MapViewProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly show: MapShow;
  readonly title: string;
  readonly period: string;
  readonly national: number | null;
}

function MapView({ figure, params, show, title, period, national }: MapViewProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [current, setCurrent] = useState<string | null>(null);
  const rows = useMemo(() => figure.rows.filter((row) => textOf(row, 'departement') !== ''), [figure]);
  const cells = useMemo(() => {
    const words = (row: FigureRow): string =>
      row.value === null ? t('market.map.refused') : formatValue(locale, row.value, UNIT[show], show === 'hhi' ? 0 : 1);
    return new Map<string, MapCell>(
      rows.map((row) => [textOf(row, 'departement'), { value: row.value, words: words(row) }]),
    );
  }, [rows, show, t, locale]);
  return (
    <div className={classes['mapGrid']}>
      <DepartementMap
        title={title}
        cells={cells}
        breaks={BREAKS[show] ?? []}
        unit={UNIT[show]}
        current={current}
        onCurrent={setCurrent}
      />
      <PlaceTable
        figure={figure}
        rows={rows}
        params={params}
        show={show}
        caption={title}
        period={period}
        national={national}
        current={current}
        onCurrent={setCurrent}
      />
    </div>
  );
}
