import { useElementSize } from '@mantine/hooks';
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
import type { Verdict } from '../status/verdict.ts';
import { AXIS_TICK, bandOf, evenTicks, holdIn } from './axis-look.ts';
import { ChartTip } from './chart-tip.tsx';
import { effectScale } from './effect-scale.ts';
import { StatusRow } from './status-row.tsx';
import { WordAt } from './word-at.tsx';

export interface EffectPeriod {
  /** As the axis prints it. */
  readonly label: string;
  readonly effect: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: Verdict;
  /** Lines of the tip: what it was, in words. */
  readonly words: readonly (readonly [string, string])[];
}

export interface EffectTrendProps {
  readonly periods: readonly EffectPeriod[];
  readonly margin: number;
  readonly axis: (value: number) => string;
  readonly color: string;
  readonly marginWord: string;
  readonly height?: number;
}

/** An effect month by month with its 90 % band, the margin and its tint, and the status of each month under the axis. */
export function EffectTrend({ periods, margin, axis, color, marginWord, height = 250 }: EffectTrendProps) {
  const { ref, width } = useElementSize();
  const narrow = width > 0 && width < 480;
  const scale = effectScale(
    periods.flatMap((period) => [period.effect, period.low, period.high]),
    margin,
    { most: 8 },
  );
  const data = periods.map((period, x) => ({
    x,
    effect: holdIn(period.effect, scale),
    band: period.effect === null ? null : bandOf(period.low, period.high, scale),
  }));
  const last = periods.length - 1;
  return (
    <div ref={ref} style={{ height, width: '100%' }}>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={data}
          accessibilityLayer={false}
          margin={{ top: 8, right: 22, bottom: 22, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--v-line)" />
          <ReferenceArea y1={scale.low} y2={-margin} fill="var(--v-redBg)" fillOpacity={1} stroke="none" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[last === 0 ? -0.5 : 0, last === 0 ? 0.5 : last]}
            ticks={evenTicks(periods.length, narrow ? 4 : 7)}
            tickFormatter={(index: number) => periods[index]?.label ?? ''}
            tick={AXIS_TICK}
            stroke="var(--v-control)"
            tickLine={false}
            interval={0}
            padding={{ left: 14, right: 14 }}
          />
          <YAxis
            domain={[scale.low, scale.high]}
            ticks={[...scale.ticks]}
            tickFormatter={axis}
            tick={AXIS_TICK}
            axisLine={false}
            tickLine={false}
            width={52}
            allowDataOverflow
          />
          <ReferenceLine y={0} stroke="var(--v-control)" />
          <ReferenceLine y={-margin} stroke="var(--v-red)" strokeWidth={1.5} strokeDasharray="3 2" />
          <Area
            dataKey="band"
            stroke="none"
            fill={color}
            fillOpacity={0.24}
            isAnimationActive={false}
            activeDot={false}
            connectNulls={false}
          />
          <Line
            dataKey="effect"
            stroke={color}
            strokeWidth={1.75}
            dot={{ r: 3, fill: color, stroke: 'var(--v-sheet)', strokeWidth: 1 }}
            activeDot={{ r: 4 }}
            isAnimationActive={false}
            connectNulls={false}
            type="linear"
          />
          <WordAt y={-margin} text={marginWord} color="var(--v-red)" />
          <StatusRow verdicts={periods.map((period) => period.verdict)} below={28} />
          <Tooltip
            isAnimationActive={false}
            content={<ChartTip titles={periods.map((period) => period.label)} lines={periods.map((p) => p.words)} />}
          />
        </ComposedChart>
      )}
    </div>
  );
}
