import { usePlotArea, useYAxisScale } from 'recharts';
import { MarkShape } from '../platform/platform-mark.tsx';
import type { PlatformStyle } from '../platform/platform-style.ts';
import { spreadLabels } from './spread-labels.ts';

export interface CurveEnd {
  readonly name: string;
  readonly style: PlatformStyle;
  readonly value: number | null;
}

/** Name, marker and last value at the right end of each curve, moved apart. */
export function CurveLabels({
  ends,
  share,
}: {
  readonly ends: readonly CurveEnd[];
  readonly share: (value: number) => string;
}) {
  const plot = usePlotArea();
  const toY = useYAxisScale();
  if (plot === undefined || toY === undefined) return null;
  const shown = ends.flatMap((end) =>
    end.value === null ? [] : [{ ...end, y: toY(end.value) ?? 0, last: end.value }],
  );
  const places = spreadLabels(
    shown.map((end) => end.y),
    15,
    plot.y + 4,
    plot.y + plot.height,
  );
  return (
    <g>
      {shown.map((end, index) => (
        <g key={end.name} transform={`translate(${plot.x + plot.width + 12} ${places[index] ?? end.y})`}>
          <MarkShape mark={end.style.mark} color={end.style.color} r={3.6} />
          <text x={9} y={4} fontSize={11} fontWeight={550} fill="var(--v-ink)">
            {end.name} {share(end.last)}
          </text>
        </g>
      ))}
    </g>
  );
}
