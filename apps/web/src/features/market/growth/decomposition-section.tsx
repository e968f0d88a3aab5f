import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import { SegmentedControl } from '@mantine/core';
import {
  ChartFrame,
  DataTable,
  Figure,
  formatPoints,
  numberOf,
  Section,
  textOf,
  useLocale,
  usePlatformName,
  type DataColumn,
} from '@vigie/ui';
import { Waterfall } from '@vigie/ui/waterfall';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, useFigure, type Params } from '../../../api/use-figure.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { usePlaceName } from '../common/use-place-name.ts';

const SEGMENTS = ['departement', 'profession', 'specialty'] as const;
type Segment = (typeof SEGMENTS)[number];

interface DecompositionSectionProps {
  readonly params: Params;
  readonly period: string;
}

/** Within, mix and interaction: why a share moved. */
export function DecompositionSection({ params, period }: DecompositionSectionProps) {
  const { t } = useTranslation();
  const [segment, setSegment] = useState<Segment>('departement');
  const asked = { ...params, kind: 'share', segment };
  const query = useFigure('growth.decomposition', asked);
  const controls = (
    <SegmentedControl
      aria-label={t('market.growth.segment')}
      value={segment}
      transitionDuration={0}
      data={SEGMENTS.map((value) => ({ value, label: t(`market.growth.${value}`) }))}
      onChange={(next) => setSegment(SEGMENTS.find((value) => value === next) ?? 'departement')}
    />
  );
  if (query.data === undefined || query.data.rows.length === 0)
    return (
      <Section title={t('market.growth.decomposition')} actions={controls}>
        <FigureAnswer query={query} shape="chart">
          {() => null}
        </FigureAnswer>
      </Section>
    );
  return (
    <div style={{ marginTop: 28 }}>
      <FigureAnswer query={query} shape="chart">
        {(figure) => <Parts figure={figure} params={asked} segment={segment} period={period} controls={controls} />}
      </FigureAnswer>
    </div>
  );
}

interface PartsProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly segment: Segment;
  readonly period: string;
}

function Parts({ figure, params, segment, period, controls }: PartsProps & { readonly controls: ReactNode }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const whole = figure.rows.find((row) => textOf(row, 'segment') === 'all');
  const told = figure.summary['platform'];
  const platform = typeof told === 'string' ? nameOf(told) : '';
  if (whole === undefined) return null;
  const part = (id: string): number => numberOf(whole, id) ?? 0;
  const steps = [
    {
      id: 'within',
      label: t('market.growth.part.within'),
      help: t('market.growth.partHelp.within'),
      value: part('within'),
    },
    { id: 'mix', label: t('market.growth.part.mix'), help: t('market.growth.partHelp.mix'), value: part('mix') },
    {
      id: 'interaction',
      label: t('market.growth.part.interaction'),
      help: t('market.growth.partHelp.interaction'),
      value: part('interaction'),
    },
  ];
  const points = (value: number): string => formatPoints(locale, value, 2);
  const { passport } = figure;
  return (
    <ChartFrame
      title={t('market.growth.decomposition')}
      note={t('market.growth.decompositionNote', { platform, segment: t(`market.growth.${segment}`) })}
      sentence={t('market.growth.sentence', {
        total: points(whole.value ?? 0),
        within: points(part('within')),
        mix: points(part('mix')),
        interaction: points(part('interaction')),
      })}
      source={t('market.trend.source', {
        metric: figure.metric,
        version: figure.version,
        release: passport.release.number,
        simulated: passport.release.simulated ? t('market.trend.simulated') : '',
      })}
      fileName={`vigie-decomposition-${segment}.png`}
      actions={controls}
      chart={
        <Waterfall
          steps={steps}
          total={{
            label: t('market.growth.part.total'),
            help: t('market.growth.partHelp.total'),
            value: whole.value ?? 0,
          }}
        />
      }
      table={<SegmentTable figure={figure} params={params} segment={segment} period={period} platform={platform} />}
    />
  );
}

function SegmentTable({ figure, params, segment, period, platform }: PartsProps & { readonly platform: string }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const name = (row: FigureRow): string => {
      const code = textOf(row, 'segment');
      if (code === 'all') return t('market.growth.whole');
      return segment === 'departement'
        ? `${code} ${placeName(code)}`
        : segment === 'profession'
          ? t(`filters.professionText.${code}`, code)
          : code;
    };
    const points = (id: string, title: string): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (row) => numberOf(row, id),
      cell: (row) => <ChangeCell value={numberOf(row, id)} />,
    });
    const ratio = (id: string, title: string): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (row) => numberOf(row, id),
      cell: (row) => <Figure value={numberOf(row, id)} unit="ratio" digits={1} size="quiet" align="right" />,
    });
    return [
      { id: 'segment', title: t('market.growth.segmentColumn.name'), value: name, width: 200 },
      {
        id: 'total',
        title: t('market.growth.part.total'),
        align: 'right',
        value: (row) => row.value,
        phone: 'primary',
        cell: (row) => (
          <ChangeCell
            value={row.value}
            subject={subjectOf(
              figure,
              t('market.growth.subject', {
                what: t('market.growth.part.total'),
                platform: `${platform}, ${name(row)}`,
                period,
              }),
              { row, params },
            )}
          />
        ),
      },
      points('within', t('market.growth.part.within')),
      points('mix', t('market.growth.part.mix')),
      points('interaction', t('market.growth.part.interaction')),
      ratio('startShareRatio', t('market.growth.segmentColumn.before')),
      ratio('endShareRatio', t('market.growth.segmentColumn.now')),
      ratio('startWeightRatio', t('market.growth.segmentColumn.weightBefore')),
      ratio('endWeightRatio', t('market.growth.segmentColumn.weightNow')),
    ];
  }, [t, placeName, figure, params, segment, period, platform]);
  return (
    <DataTable
      caption={t('market.growth.decomposition')}
      rows={figure.rows}
      columns={columns}
      rowKey={(row) => textOf(row, 'segment')}
      exportLinks={exportLinks(figure, params)}
      virtualFrom={40}
      dense
    />
  );
}

function ChangeCell({
  value,
  subject,
}: {
  readonly value: number | null;
  readonly subject?: ReturnType<typeof subjectOf>;
}) {
  return (
    <Figure
      value={value}
      unit="share_change"
      digits={3}
      size={subject === undefined ? 'quiet' : 'row'}
      align="right"
      subject={subject}
    />
  );
}
