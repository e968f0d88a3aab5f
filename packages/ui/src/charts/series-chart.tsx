import { useElementSize } from '@mantine/hooks';
import { CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS_TICK, thinTicks } from './axis-look.ts';
import { ChartTip } from './chart-tip.tsx';
import { WordAt } from './word-at.tsx';
import { roundStep } from './effect-scale.ts';

export interface SeriesPoint {
  readonly label: string;
  readonly value: number | null;
  readonly words: readonly (readonly [string, string])[];
}

export interface SeriesChartProps {
  readonly points: readonly SeriesPoint[];
  readonly axis: (value: number) => string;
  readonly color: string;
  readonly dash?: string | undefined;
  readonly ticks: readonly number[];
  /** The axis's ends; small multiples share them, so that they can be compared. */
  readonly domain: readonly [number, number];
  /** Printed values of the axis; both ends and the middle unless told. */
  readonly yTicks?: readonly number[];
  readonly lines?: readonly { readonly at: number; readonly word: string; readonly color: string }[];
  readonly height?: number;
}

/** Ends of an axis on round numbers around all values, and around what `hold` names. */
export function seriesDomain(values: readonly (number | null)[], hold: readonly number[] = []): [number, number] {
  const all = [...values.filter((value): value is number => value !== null && Number.isFinite(value)), ...hold];
  if (all.length === 0) return [0, 1];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const step = roundStep(high - low === 0 ? Math.abs(high) || 1 : high - low, 4);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step || step];
}

/** One quiet line by day, for small multiples and for the evidence of the year. A day without a value is a gap. */
export function SeriesChart(props: SeriesChartProps) {
  const { points, axis, color, dash, ticks, domain, lines = [], height = 110 } = props;
  const { ref, width } = useElementSize();
  const [low, high] = domain;
  return (
    <div ref={ref} style={{ height, width: '100%' }}>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={points.map((point, x) => ({ x, value: point.value }))}
          accessibilityLayer={false}
          margin={{ top: 6, right: 10, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--v-line)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, Math.max(points.length - 1, 1)]}
            ticks={thinTicks(ticks, width)}
            tickFormatter={(index: number) => points[index]?.label ?? ''}
            tick={AXIS_TICK}
            stroke="var(--v-control)"
            tickLine={false}
            interval={0}
          />
          <YAxis
            domain={[low, high]}
            ticks={[...(props.yTicks ?? [low, (low + high) / 2, high])]}
            tickFormatter={axis}
            tick={AXIS_TICK}
            axisLine={false}
            tickLine={false}
            width={56}
            allowDataOverflow
          />
          {lines.map((line) => (
            <ReferenceLine key={line.word} y={line.at} stroke={line.color} strokeDasharray="3 2" />
          ))}
          <Line
            dataKey="value"
            stroke={color}
            strokeWidth={1.5}
            strokeDasharray={dash}
            dot={points.length === 1 ? { r: 3, fill: color } : false}
            activeDot={{ r: 3 }}
            isAnimationActive={false}
            connectNulls={false}
          />
          {lines.map((line, index) => (
            <WordAt key={line.word} y={line.at} text={line.word} color={line.color} down={-index} />
          ))}
          <Tooltip
            isAnimationActive={false}
            content={<ChartTip titles={points.map((p) => p.label)} lines={points.map((p) => p.words)} />}
          />
        </ComposedChart>
      )}
    </div>
  );
}
