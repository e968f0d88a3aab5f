import type { LevelUnit } from '@vigie/ui';

export type KpiGroup = 'slots' | 'technical' | 'booking' | 'ranking' | 'terms';

/** How the screens speak of an indicator. Margins, units and statuses come with the figure: nothing here is a number of it. */
export interface KpiInfo {
  readonly id: KpiId;
  readonly group: KpiGroup;
  /** Unit of the levels of both sides, which is not always that of the effect. */
  readonly level: LevelUnit;
  /** Log ratios: a larger level is better (exposure) or worse (latency). */
  readonly largerBetter: boolean;
  /** Tested against own channels; the others are held against a standard, or only watched. */
  readonly tested: boolean;
  /** Delays that can be drawn as a curve. */
  readonly delays: boolean;
  /** Followed by the year's monitor. */
  readonly monitored: boolean;
}

const info = (id: KpiId, group: KpiGroup, level: LevelUnit, more: Partial<KpiInfo> = {}): KpiInfo => ({
  id,
  group,
  level,
  largerBetter: false,
  tested: true,
  delays: false,
  monitored: false,
  ...more,
});

export const KPI_IDS = [
  'CA-01',
  'CA-02',
  'CA-03',
  'CA-04',
  'CA-05',
  'CA-06',
  'CA-07',
  'CA-08',
  'CA-09',
  'CA-10',
  'CA-11',
  'CA-12',
  'CA-13',
  'CA-14',
  'CA-15',
  'CA-16',
  'CA-17',
  'CA-18',
  'CA-19',
  'CA-20',
] as const;
export type KpiId = (typeof KPI_IDS)[number];

/** In the order of the matrix. */
export const KPIS: readonly KpiInfo[] = [
  info('CA-01', 'slots', 'share', { monitored: true }),
  info('CA-02', 'slots', 'seconds', { delays: true }),
  info('CA-03', 'slots', 'share'),
  info('CA-09', 'slots', 'seconds', { delays: true }),
  info('CA-18', 'slots', 'fineShare', { monitored: true }),
  info('CA-04', 'technical', 'fineShare'),
  info('CA-05', 'technical', 'ms', { delays: true, monitored: true }),
  info('CA-06', 'technical', 'fineShare', { monitored: true }),
  info('CA-07', 'technical', 'fineShare', { monitored: true }),
  info('CA-08', 'booking', 'share', { monitored: true }),
  info('CA-11', 'ranking', 'number', { largerBetter: true }),
  info('CA-12', 'ranking', 'share', { tested: false }),
  info('CA-19', 'ranking', 'count', { tested: false }),
  info('CA-20', 'ranking', 'share', { tested: false }),
  info('CA-10', 'terms', 'share'),
  info('CA-13', 'terms', 'share', { tested: false }),
  info('CA-14', 'terms', 'days', { tested: false }),
  info('CA-15', 'terms', 'share'),
  info('CA-16', 'terms', 'days', { tested: false }),
  info('CA-17', 'terms', 'minutes', { delays: true }),
];

export const KPI_GROUPS: readonly KpiGroup[] = ['slots', 'technical', 'booking', 'ranking', 'terms'];

export const kpiInfo = (id: string): KpiInfo | undefined => KPIS.find((kpi) => kpi.id === id);
