import type { Figure as FigureData } from '@vigie/kernel';
import { formatPeriod, formatValue, MAP_BREAKS, Section, textOf, useLocale } from '@vigie/ui';
import { DepartementMap, type MapCell } from '@vigie/ui/map';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureQuery, Params } from '../../../api/use-figure.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { PlaceTable } from '../share/place-table.tsx';
import classes from '../share/share.module.css';

interface LocalIndicesProps {
  readonly query: FigureQuery;
  readonly params: Params;
  readonly what: string;
}

/** One index per département: the map and its list. */
export function LocalIndices({ query, params, what }: LocalIndicesProps) {
  const { t } = useTranslation();
  const summary = query.data?.summary;
  const note =
    summary === undefined
      ? undefined
      : t('market.concentration.localNote', { markets: summary['markets'] ?? 0, above: summary['above2000'] ?? 0 });
  return (
    <Section title={t('market.concentration.local')} note={note}>
      <FigureAnswer query={query} shape="map">
        {(figure) => <LocalView figure={figure} params={params} what={what} />}
      </FigureAnswer>
    </Section>
  );
}

function LocalView({
  figure,
  params,
  what,
}: {
  readonly figure: FigureData;
  readonly params: Params;
  readonly what: string;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [current, setCurrent] = useState<string | null>(null);
  const rows = useMemo(() => figure.rows.filter((row) => textOf(row, 'departement') !== ''), [figure]);
  const cells = useMemo(
    () =>
      new Map<string, MapCell>(
        rows.map((row) => [
          textOf(row, 'departement'),
          {
            value: row.value,
            words: row.value === null ? t('market.map.refused') : formatValue(locale, row.value, 'points', 0),
          },
        ]),
      ),
    [rows, locale, t],
  );
  const { period } = figure.passport;
  const caption = `${t('market.concentration.caption')}, ${what}`;
  return (
    <div className={classes['mapGrid']}>
      <DepartementMap
        title={caption}
        cells={cells}
        breaks={MAP_BREAKS['points'] ?? []}
        unit="points"
        current={current}
        onCurrent={setCurrent}
      />
      <PlaceTable
        figure={figure}
        rows={rows}
        params={params}
        show="hhi"
        caption={caption}
        period={formatPeriod(locale, period.from, period.toExclusive)}
        national={null}
        current={current}
        onCurrent={setCurrent}
      />
    </div>
  );
}
