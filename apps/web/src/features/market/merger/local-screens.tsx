import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import { DataTable, Figure, numberOf, Section, textOf, type DataColumn } from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type FigureQuery, type Params } from '../../../api/use-figure.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { usePlaceName } from '../common/use-place-name.ts';
import { isRaised, ScreenFlag } from './screen-flag.tsx';

interface LocalScreensProps {
  readonly query: FigureQuery;
  readonly params: Params;
  readonly names: { readonly a: string; readonly b: string };
  readonly period: string;
}

export function LocalScreens({ query, ...rest }: LocalScreensProps) {
  const { t } = useTranslation();
  const rows = query.data?.rows ?? [];
  const flagged = rows.filter((row) => isRaised(textOf(row, 'euFlag')) || isRaised(textOf(row, 'usFlag'))).length;
  return (
    <Section
      title={t('market.merger.local')}
      note={query.data === undefined ? undefined : t('market.merger.localNote', { flagged, markets: rows.length })}
    >
      <FigureAnswer query={query} shape="table" rows={8}>
        {(figure) => <LocalTable figure={figure} {...rest} />}
      </FigureAnswer>
    </Section>
  );
}

function LocalTable({
  figure,
  params,
  names,
  period,
}: Omit<LocalScreensProps, 'query'> & { readonly figure: FigureData }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const place = (row: FigureRow): string => placeName(textOf(row, 'departement'));
    const ratio = (id: string, title: string): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (row) => numberOf(row, id),
      cell: (row) => <Figure value={numberOf(row, id)} unit="ratio" digits={1} size="quiet" align="right" />,
    });
    const points = (id: string, title: string): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (row) => numberOf(row, id),
      cell: (row) => <Figure value={numberOf(row, id)} unit="points" size="quiet" align="right" />,
    });
    return [
      {
        id: 'place',
        title: t('market.merger.column.place'),
        value: (row) => `${textOf(row, 'departement')} ${place(row)}`,
        width: 200,
      },
      ratio('firstRatio', names.a),
      ratio('secondRatio', names.b),
      ratio('combinedRatio', t('market.merger.column.combined')),
      points('preHhi', t('market.merger.column.pre')),
      {
        id: 'delta',
        title: t('market.merger.column.delta'),
        align: 'right',
        value: (row) => row.value,
        phone: 'primary',
        cell: (row) => (
          <Figure
            value={row.value}
            unit="points"
            flags={row.flags}
            showFlag={false}
            size="row"
            align="right"
            subject={subjectOf(
              figure,
              t('market.merger.subject', {
                what: `${t('market.merger.column.delta')}, ${place(row)}`,
                ...names,
                period,
              }),
              { row, params },
            )}
          />
        ),
      },
      points('postHhi', t('market.merger.column.post')),
      {
        id: 'eu',
        title: t('market.merger.column.eu'),
        value: (row) => textOf(row, 'euFlag'),
        cell: (row) => <ScreenFlag flag={textOf(row, 'euFlag')} />,
      },
      {
        id: 'us',
        title: t('market.merger.column.us'),
        value: (row) => textOf(row, 'usFlag'),
        cell: (row) => <ScreenFlag flag={textOf(row, 'usFlag')} />,
      },
    ];
  }, [t, placeName, figure, params, names, period]);
  return (
    <DataTable
      caption={t('market.merger.caption')}
      rows={figure.rows}
      columns={columns}
      rowKey={(row) => textOf(row, 'departement')}
      initialSort={[{ id: 'delta', desc: true }]}
      exportLinks={exportLinks(figure, params)}
      virtualFrom={30}
      height={520}
      dense
    />
  );
}
