import { useTranslation } from 'react-i18next';
import { usePlotArea, useXAxisScale } from 'recharts';
import { placeMarks, type Mark } from './period-marks.ts';

const ROOM = 84;

/** “incomplete” and “Series break” above the plot, where there is room to read them. */
export function MarkWords({ marks }: { readonly marks: readonly Mark[] }) {
  const { t } = useTranslation('ui');
  const plot = usePlotArea();
  const toX = useXAxisScale();
  if (plot === undefined || toX === undefined) return null;
  const one = (toX(1) ?? 0) - (toX(0) ?? 0);
  return (
    <g>
      {placeMarks(marks, one, ROOM).map((mark) => (
        <text
          key={`${mark.kind}${mark.at}`}
          x={Math.min(Math.max(toX(mark.at) ?? 0, plot.x + 30), plot.x + plot.width - 22)}
          y={plot.y - 6}
          textAnchor="middle"
          fontSize={11}
          fill="var(--v-ink2)"
        >
          {t(mark.kind === 'break' ? 'chart.seriesBreak' : 'chart.incomplete')}
        </text>
      ))}
    </g>
  );
}
