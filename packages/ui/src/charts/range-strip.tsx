import { useElementSize } from '@mantine/hooks';
import { formatShare } from '../format/format-value.ts';
import { localNumber } from '../format/locale.ts';
import { useLocale } from '../text/use-locale.ts';
import classes from './charts.module.css';
import { spreadLabels } from './spread-labels.ts';

export interface RangePoint {
  readonly id: string;
  readonly label: string;
  /** 0–1 */
  readonly value: number;
}

export interface RangeStripProps {
  readonly points: readonly RangePoint[];
  /** Thresholds with their words: { at: 0.5, label: 'presumption' }. */
  readonly thresholds: readonly { readonly at: number; readonly label: string }[];
  /** The sentence for those who do not see it. */
  readonly label: string;
  readonly onPick?: (id: string) => void;
}

const LABEL_GAP = 38;
const THRESHOLD_GAP = 108;

/** Every definition's share on one scale from 0 to 100 %: the range is the finding. */
export function RangeStrip({ points, thresholds, label }: RangeStripProps) {
  const locale = useLocale();
  const { ref, width } = useElementSize();
  const narrow = width > 0 && width < 560;
  const at = (ratio: number): number => ratio * width;
  const values = points.map((point) => point.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const places = spreadLabels(
    points.map((p) => at(p.value)),
    LABEL_GAP,
    14,
    Math.max(width - 16, 14),
  );
  const thresholdPlaces = spreadLabels(
    thresholds.map((x) => at(x.at)),
    narrow ? 34 : THRESHOLD_GAP,
    46,
    width - 56,
  );
  return (
    <div ref={ref} className={classes['range']} data-narrow={narrow || undefined} role="img" aria-label={label}>
      <i className={classes['rangeLine']} />
      {points.length > 0 && (
        <i className={classes['rangeSpan']} style={{ left: at(low), width: Math.max(at(high) - at(low), 2) }} />
      )}
      {thresholds.map((threshold, index) => (
        <span key={threshold.at}>
          <i className={classes['rangeTick']} style={{ left: at(threshold.at) }} />
          <em style={{ left: thresholdPlaces[index] ?? 0 }}>
            {formatShare(locale, threshold.at, 0)}
            {narrow ? '' : ` ${threshold.label}`}
          </em>
        </span>
      ))}
      <em style={{ left: 0, transform: 'none' }}>{formatShare(locale, 0, 0)}</em>
      <em style={{ left: width, transform: 'translateX(-100%)' }}>{formatShare(locale, 1, 0)}</em>
      {points.map((point, index) => (
        <span key={point.id}>
          <i className={classes['rangeDot']} style={{ left: at(point.value) }} />
          {!narrow && (
            <b style={{ left: places[index] ?? 0 }}>
              {point.label}
              <small>
                {localNumber(locale, point.value * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
              </small>
            </b>
          )}
        </span>
      ))}
    </div>
  );
}
