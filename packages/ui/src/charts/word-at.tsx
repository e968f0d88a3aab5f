import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';

/** A word at a horizontal line's left end (`y`), or above the plot at a place on the axis (`x`). */
export function WordAt(props: {
  readonly y?: number;
  readonly x?: number;
  readonly text: string;
  readonly color: string;
}) {
  const plot = usePlotArea();
  const [toX, toY] = [useXAxisScale(), useYAxisScale()];
  if (plot === undefined || toX === undefined || toY === undefined) return null;
  if (props.y !== undefined)
    return (
      <text x={plot.x + 6} y={(toY(props.y) ?? 0) + 13} fontSize={11} fontWeight={550} fill={props.color}>
        {props.text}
      </text>
    );
  const at = toX(props.x ?? 0) ?? 0;
  const end = at > plot.x + plot.width / 2;
  return (
    <text x={at + (end ? -4 : 4)} y={plot.y + 11} fontSize={11} textAnchor={end ? 'end' : 'start'} fill={props.color}>
      {props.text}
    </text>
  );
}
