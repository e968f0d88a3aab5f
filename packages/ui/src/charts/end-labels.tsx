import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { formatValue } from '../format/format-value.ts';
import { MarkShape } from '../platform/platform-mark.tsx';
import { usePlatforms } from '../platform/platform-context.tsx';
import type { PlatformStyle } from '../platform/platform-style.ts';
import { useLocale } from '../text/use-locale.ts';
import { spreadLabels } from './spread-labels.ts';
import type { TrendPeriod } from './trend-data.ts';

export interface EndLabelsProps {
  readonly periods: readonly TrendPeriod[];
  readonly platforms: readonly string[];
  readonly unit: 'ratio' | 'points';
  readonly nameOf: (code: string) => string;
  readonly styleOf: (code: string) => PlatformStyle;
  readonly withValue: boolean;
}

/** Each line's name, marker and last value at its end, moved apart so that none hides another. */
export function EndLabels({ periods, platforms, unit, nameOf, styleOf, withValue }: EndLabelsProps) {
  const locale = useLocale();
  const { focus } = usePlatforms();
  const plot = usePlotArea();
  const [toX, toY] = [useXAxisScale(), useYAxisScale()];
  if (plot === undefined || toX === undefined || toY === undefined) return null;
  const all = platforms.flatMap((code) => {
    const index = periods.findLastIndex((period) => period.values[code]?.value != null);
    const value = periods[index]?.values[code]?.value;
    const [x, y] = value == null ? [undefined, undefined] : [toX(index), toY(value)];
    return value == null || x === undefined || y === undefined ? [] : [{ code, value, x, y, index }];
  });
  // A line that stopped well before the end is named where it stopped, not among those that go on.
  const over = all.filter((end) => end.index < periods.length - 3);
  const ends = all.filter((end) => !over.includes(end));
  const right = plot.x + plot.width;
  const places = spreadLabels(
    ends.map((end) => end.y),
    14,
    plot.y,
    plot.y + plot.height,
  );
  return (
    <g>
      {over.map(({ code, x, y }) => (
        <text key={code} x={x + 4} y={y - 6} fontSize={11} fill="var(--v-ink2)">
          {nameOf(code)}
        </text>
      ))}
      {ends.map(({ code, value, x, y }, index) => {
        const style = styleOf(code);
        const at = places[index] ?? y;
        return (
          <g key={code}>
            {Math.abs(at - y) > 3 && (
              <path d={`M${Math.max(x, right - 6) + 2} ${y}L${right + 8} ${at}`} stroke="var(--v-line2)" fill="none" />
            )}
            <g transform={`translate(${right + 14} ${at})`}>
              <MarkShape mark={style.mark} color={style.color} r={3.6} />
              <text x={9} y={4} fontSize={11} fontWeight={code === focus ? 600 : 400} fill="var(--v-ink)">
                {nameOf(code)}
                {withValue ? ` ${formatValue(locale, value, unit, unit === 'ratio' ? 1 : 0)}` : ''}
              </text>
            </g>
          </g>
        );
      })}
    </g>
  );
}
