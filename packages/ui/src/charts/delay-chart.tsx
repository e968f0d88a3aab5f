import { useElementSize } from '@mantine/hooks';
import { CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { PlatformStyle } from '../platform/platform-style.ts';
import { AXIS_TICK } from './axis-look.ts';
import { CurveLabels, type CurveEnd } from './curve-labels.tsx';
import { logTicks, type DelayStep } from './delay-data.ts';

export interface DelayChartProps {
  readonly steps: readonly DelayStep[];
  readonly own: { readonly name: string; readonly style: PlatformStyle };
  readonly partner: { readonly name: string; readonly style: PlatformStyle };
  readonly axis: (value: number) => string;
  readonly share: (value: number, digits: number) => string;
  /** δ or a standard in the unit of the delay, drawn as a dashed line. */
  readonly limit?: { readonly at: number; readonly word: string } | undefined;
  readonly height?: number;
}

/** How many were done by then: two curves of steps on a logarithmic axis. What was never done keeps its curve below 100 %. */
export function DelayChart({ steps, own, partner, axis, share, limit, height = 260 }: DelayChartProps) {
  const { ref, width } = useElementSize();
  const narrow = width > 0 && width < 480;
  const positive = steps.filter((step) => step.value > 0);
  const first = positive[0]?.value ?? 1;
  const last = positive.at(-1)?.value ?? 10;
  const zeros = steps.filter((step) => step.value <= 0);
  // A logarithmic axis has no zero: what was immediate stands at its left end.
  const start = first / 2;
  const data = [...zeros.slice(-1).map((step) => ({ ...step, value: start })), ...positive];
  const ticks = logTicks(start, last);
  const end = (side: 'ownShare' | 'partnerShare'): number | null =>
    steps.findLast((step) => step[side] !== null)?.[side] ?? null;
  const ends: CurveEnd[] = [
    { ...own, value: end('ownShare') },
    { ...partner, value: end('partnerShare') },
  ];
  return (
    <div ref={ref} style={{ height, width: '100%' }}>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={data}
          accessibilityLayer={false}
          margin={{ top: 8, right: narrow ? 84 : 116, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--v-line)" />
          <XAxis
            dataKey="value"
            type="number"
            scale="log"
            domain={[start, last]}
            ticks={narrow ? ticks.filter((_, index) => index % 2 === 0) : ticks}
            tickFormatter={axis}
            tick={AXIS_TICK}
            stroke="var(--v-control)"
            tickLine={false}
            allowDataOverflow
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tickFormatter={(value: number) => share(value, 0)}
            tick={AXIS_TICK}
            axisLine={false}
            tickLine={false}
            width={48}
          />
          <ReferenceLine y={0.5} stroke="var(--v-control)" strokeDasharray="2 2" />
          {limit !== undefined && limit.at > start && limit.at < last && (
            <ReferenceLine
              x={limit.at}
              stroke="var(--v-red)"
              strokeDasharray="3 2"
              label={{ value: limit.word, position: 'insideTopLeft', fontSize: 11, fill: 'var(--v-red)' }}
            />
          )}
          <Line
            dataKey="ownShare"
            type="stepAfter"
            stroke={own.style.color}
            strokeWidth={own.style.width}
            strokeDasharray={own.style.dash}
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="partnerShare"
            type="stepAfter"
            stroke={partner.style.color}
            strokeWidth={Math.max(partner.style.width, 1.75)}
            strokeDasharray={partner.style.dash}
            dot={false}
            isAnimationActive={false}
          />
          <CurveLabels ends={ends} share={(value) => share(value, value < 1 ? 1 : 0)} />
        </ComposedChart>
      )}
    </div>
  );
}
