import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatBucket } from '../format/format-date.ts';
import { formatValue } from '../format/format-value.ts';
import { usePlatformName, usePlatforms } from '../platform/platform-context.tsx';
import { INK_STYLE } from '../platform/platform-style.ts';
import { useLocale } from '../text/use-locale.ts';
import { EndLabels } from './end-labels.tsx';
import { MarkWords } from './mark-words.tsx';
import { incompleteRuns, type Mark } from './period-marks.ts';
import { niceMax, niceTicks, pickTicks, toTrendData, type TrendPeriod } from './trend-data.ts';
import { TrendTip } from './trend-tip.tsx';

export interface TrendChartProps {
  readonly periods: readonly TrendPeriod[];
  /** Codes in the order of importance; each is a line. */
  readonly platforms: readonly string[];
  readonly grain: string;
  readonly unit: 'ratio' | 'points';
  readonly height?: number;
  /** Names given to lines that are not platforms. */
  readonly names?: Readonly<Record<string, string>>;
}

const HATCH = 'v-hatch-incomplete';

/** Lines with their name at the end, the band of the platform in focus, hatched incomplete periods, lines stopped at a break. */
export function TrendChart({ periods, platforms, grain, unit, height = 300, names }: TrendChartProps) {
  const locale = useLocale();
  const { ref, width } = useElementSize();
  const { focus, styleOf: platformStyle } = usePlatforms();
  const styleOf = (code: string) => (names?.[code] === undefined ? platformStyle(code) : INK_STYLE);
  const nameOf = usePlatformName();
  const data = useMemo(() => toTrendData(periods, platforms), [periods, platforms]);
  const name = (code: string): string => names?.[code] ?? nameOf(code);
  const narrow = width > 0 && width < 560;
  const largest = Math.max(
    0,
    ...periods.flatMap((p) => platforms.map((code) => p.values[code]?.high ?? p.values[code]?.value ?? 0)),
  );
  const top = unit === 'ratio' ? niceMax(largest) : Math.min(10_000, Math.ceil((largest * 1.05) / 1000) * 1000);
  const starts = periods.map((period) => period.start);
  const last = periods.length - 1;
  const banded = platforms.includes(focus ?? '') ? (focus ?? '') : (platforms[0] ?? '');
  const runs = useMemo(() => incompleteRuns(periods), [periods]);
  const breaks = periods.flatMap((period, index) => (period.breakBefore && index > 0 ? [index] : []));
  const marks: Mark[] = [
    ...runs.map((run): Mark => ({ at: (run.first + run.last) / 2, kind: 'incomplete' })),
    ...breaks.map((at): Mark => ({ at: at - 0.5, kind: 'break' })),
  ];
  const hasBand = data.some((datum) => datum[`${banded}:band`] != null);
  return (
    <div ref={ref} style={{ height, width: '100%' }}>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={data}
          accessibilityLayer={false}
          margin={{ top: 18, right: narrow ? 84 : 132, bottom: 0, left: 0 }}
        >
          <defs>
            <pattern id={HATCH} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--v-control)" strokeWidth="1" strokeOpacity="0.55" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--v-line)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[periods.length === 1 ? -0.5 : 0, periods.length === 1 ? 0.5 : last]}
            ticks={pickTicks(starts, narrow ? 4 : 9)}
            tickFormatter={(index: number) => axisLabel(locale, starts, index, grain)}
            tick={{ fontSize: 11, fill: 'var(--v-ink3)' }}
            stroke="var(--v-control)"
            tickLine={false}
            interval={0}
            padding={{ left: 6, right: 6 }}
          />
          <YAxis
            domain={[0, top]}
            ticks={niceTicks(top)}
            tickFormatter={(value: number) => formatValue(locale, value, unit, 0)}
            tick={{ fontSize: 11, fill: 'var(--v-ink3)' }}
            axisLine={false}
            tickLine={false}
            width={unit === 'ratio' ? 44 : 50}
          />
          {runs.map((run) => (
            <ReferenceArea
              key={`incomplete-${run.first}`}
              x1={Math.max(run.first - 0.5, 0)}
              x2={Math.min(run.last + 0.5, Math.max(last, 0.5))}
              fill={`url(#${HATCH})`}
              fillOpacity={1}
              stroke="none"
            />
          ))}
          {breaks.map((at) => (
            <ReferenceLine key={`break-${at}`} x={at - 0.5} stroke="var(--v-ink3)" strokeDasharray="2 3" />
          ))}
          <MarkWords marks={marks} />
          {hasBand && (
            <Area
              dataKey={`${banded}:band`}
              stroke="none"
              fill={styleOf(banded).color}
              fillOpacity={0.18}
              isAnimationActive={false}
              activeDot={false}
              connectNulls={false}
            />
          )}
          {[...platforms].reverse().map((code) => (
            <Line
              key={code}
              dataKey={code}
              stroke={styleOf(code).color}
              strokeWidth={styleOf(code).width}
              strokeDasharray={styleOf(code).dash}
              dot={periods.length <= 3 ? { r: 3, fill: styleOf(code).color, strokeDasharray: '' } : false}
              activeDot={{ r: 3 }}
              isAnimationActive={false}
              connectNulls={false}
              type="linear"
            />
          ))}
          <Tooltip
            isAnimationActive={false}
            content={<TrendTip periods={periods} platforms={platforms} grain={grain} unit={unit} nameOf={name} />}
          />
          <EndLabels
            periods={periods}
            platforms={platforms}
            unit={unit}
            nameOf={name}
            styleOf={styleOf}
            withValue={!narrow}
          />
        </ComposedChart>
      )}
    </div>
  );
}

function axisLabel(locale: 'en' | 'fr', starts: readonly string[], index: number, grain: string): string {
  const start = starts[index];
  if (start === undefined) return '';
  const years = new Set(starts.map((s) => s.slice(0, 4))).size;
  return years >= 3 && grain !== 'quarter' ? start.slice(0, 4) : formatBucket(locale, start, grain);
}
