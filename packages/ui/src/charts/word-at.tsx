import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';

/** Above every mark: a word that a tint covers says nothing. */
const ABOVE = 1500;

interface WordAtProps {
  readonly y?: number;
  readonly x?: number;
  readonly text: string;
  readonly color: string;
  /** Lines down from its place, so that words close together do not lie on one another; −1 above a horizontal line. */
  readonly down?: number;
}

/** A word at a horizontal line's left end (`y`), or beside a vertical one at the top of the plot (`x`). */
export function WordAt({ x, y, text, color, down = 0 }: WordAtProps) {
  const plot = usePlotArea();
  const [toX, toY] = [useXAxisScale(), useYAxisScale()];
  if (plot === undefined || toX === undefined || toY === undefined) return null;
  const left = y === undefined ? (toX(x ?? 0) ?? 0) : plot.x;
  const end = y === undefined && left > plot.x + plot.width / 2;
  const top = y === undefined ? plot.y + 11 : (toY(y) ?? 0) + 13;
  return (
    <ZIndexLayer zIndex={ABOVE}>
      <text
        x={left + (end ? -5 : y === undefined ? 5 : 6)}
        y={top + down * (y === undefined ? 14 : 18)}
        fontSize={11}
        fontWeight={550}
        textAnchor={end ? 'end' : 'start'}
        fill={color}
      >
        {text}
      </text>
    </ZIndexLayer>
  );
}
