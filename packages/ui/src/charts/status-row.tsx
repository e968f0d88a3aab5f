import { usePlotArea, useXAxisScale } from 'recharts';
import { StatusShape } from '../status/status-shape.tsx';
import { verdictColor, type Verdict } from '../status/verdict.ts';

/** The verdict of each period under the axis, at its period. */
export function StatusRow({ verdicts, below }: { readonly verdicts: readonly Verdict[]; readonly below: number }) {
  const plot = usePlotArea();
  const toX = useXAxisScale();
  if (plot === undefined || toX === undefined) return null;
  const room = verdicts.length < 2 ? 14 : (toX(1) ?? 0) - (toX(0) ?? 0);
  const size = Math.min(14, Math.max(room - 2, 7));
  return (
    <g>
      {verdicts.map((verdict, index) => (
        // Periods are told by their place.
        <g key={index} color={verdictColor(verdict)}>
          <svg x={(toX(index) ?? 0) - size / 2} y={plot.y + plot.height + below} overflow="visible">
            <StatusShape verdict={verdict} size={size} />
          </svg>
        </g>
      ))}
    </g>
  );
}
