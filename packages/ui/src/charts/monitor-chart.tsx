import { useElementSize } from '@mantine/hooks';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Line,
  ReferenceArea,
  ReferenceLine,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS_TICK, bandOf, holdIn, thinTicks } from './axis-look.ts';
import { ChartTip } from './chart-tip.tsx';
import { effectScale } from './effect-scale.ts';
import { WordAt } from './word-at.tsx';

export interface MonitorDay {
  readonly day: string;
  readonly label: string;
  readonly difference: number | null;
  /** The confidence sequence; null in burn-in. */
  readonly low: number | null;
  readonly high: number | null;
  /** The closed month's interval, on the month's last day only. */
  readonly closing?: { readonly effect: number; readonly low: number; readonly high: number } | undefined;
  readonly words: readonly (readonly [string, string])[];
}

export interface MonitorChartProps {
  readonly days: readonly MonitorDay[];
  readonly margin: number;
  readonly axis: (value: number) => string;
  readonly color: string;
  readonly marginWord: string;
  /** Vertical lines: first day of WATCH, of ALARM. */
  readonly marks: readonly { readonly day: string; readonly word: string; readonly color: string }[];
  /** Days to print: the first of each month. */
  readonly ticks: readonly number[];
  readonly height?: number;
}

/** The year to date, day by day: the sequence that holds on every day as a band, each month's own interval as a whisker on its closing day. */
export function MonitorChart(props: MonitorChartProps) {
  const { days, margin, axis, color, marginWord, marks, ticks, height = 260 } = props;
  const { ref, width } = useElementSize();
  const scale = effectScale(
    days.flatMap((day) => [day.difference, day.low, day.high, day.closing?.effect ?? null]),
    margin,
    { most: 4 },
  );
  const data = days.map((day, x) => {
    const closing = day.closing === undefined ? null : holdIn(day.closing.effect, scale);
    const ends = day.closing === undefined ? null : bandOf(day.closing.low, day.closing.high, scale);
    return {
      x,
      difference: day.low === null && day.high === null ? null : holdIn(day.difference, scale),
      band: bandOf(day.low, day.high, scale),
      closing,
      reach: closing === null || ends === null ? null : [closing - ends[0], ends[1] - closing],
    };
  });
  return (
    <div ref={ref} style={{ height, width: '100%' }}>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={data}
          accessibilityLayer={false}
          margin={{ top: 8, right: 22, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--v-line)" />
          <ReferenceArea y1={scale.low} y2={-margin} fill="var(--v-redBg)" fillOpacity={1} stroke="none" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, Math.max(days.length - 1, 1)]}
            ticks={thinTicks(ticks, width)}
            tickFormatter={(index: number) => days[index]?.label ?? ''}
            tick={AXIS_TICK}
            stroke="var(--v-control)"
            tickLine={false}
            interval={0}
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
            fillOpacity={0.2}
            isAnimationActive={false}
            activeDot={false}
            connectNulls={false}
          />
          <Line
            dataKey="difference"
            stroke={color}
            strokeWidth={1.75}
            dot={false}
            activeDot={{ r: 3 }}
            isAnimationActive={false}
            connectNulls={false}
          />
          <Scatter dataKey="closing" fill="var(--v-ink)" shape="square" isAnimationActive={false}>
            <ErrorBar
              dataKey="reach"
              direction="y"
              stroke="var(--v-ink)"
              strokeWidth={1.5}
              width={5}
              isAnimationActive={false}
            />
          </Scatter>
          {marks.map((mark) => {
            const at = days.findIndex((day) => day.day === mark.day);
            return at < 0 ? null : <ReferenceLine key={mark.word} x={at} stroke={mark.color} strokeDasharray="2 3" />;
          })}
          {marks.map((mark, index) => {
            const at = days.findIndex((day) => day.day === mark.day);
            return at < 0 ? null : <WordAt key={mark.word} x={at} text={mark.word} color={mark.color} down={index} />;
          })}
          <WordAt y={-margin} text={marginWord} color="var(--v-red)" />
          <Tooltip
            isAnimationActive={false}
            content={<ChartTip titles={days.map((day) => day.label)} lines={days.map((day) => day.words)} />}
          />
        </ComposedChart>
      )}
    </div>
  );
}
