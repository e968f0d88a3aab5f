import classes from './charts.module.css';

export interface ShareBarProps {
  /** 0–1; null draws the empty scale. */
  readonly value: number | null;
  readonly interval?: readonly [number, number] | null;
  /** End of the scale, 1 unless said. */
  readonly max?: number;
  readonly marks?: readonly number[];
  /** A dashed line at this value: the national share, a half. */
  readonly reference?: number | null;
  readonly color?: string;
}

const percent = (x: number, max: number): string => `${(Math.min(Math.max(x / max, 0), 1) * 100).toFixed(3)}%`;

/** A bar from zero with its dot and whisker, for a row of a table. The figure beside it says it in words: this is hidden from readers. */
export function ShareBar({ value, interval, max = 1, marks, reference, color = 'var(--v-own)' }: ShareBarProps) {
  return (
    <span className={classes['bar']} aria-hidden="true">
      {(marks ?? [0, 0.25, 0.5, 0.75, 1]).map((mark) => (
        <i
          key={mark}
          className={classes['barMark']}
          data-zero={mark === 0 || undefined}
          style={{ left: percent(mark, max) }}
        />
      ))}
      {reference != null && <i className={classes['barReference']} style={{ left: percent(reference, max) }} />}
      {value !== null && (
        <>
          <i className={classes['barFill']} style={{ width: percent(value, max) }} />
          {interval != null && (
            <i
              className={classes['barWhisker']}
              style={{
                left: percent(interval[0], max),
                width: percent(interval[1] - interval[0], max),
                color,
              }}
            />
          )}
          <i className={classes['barDot']} style={{ left: percent(value, max), background: color }} />
        </>
      )}
    </span>
  );
}

/** The axis printed above a column of bars. */
export function ShareAxis({ marks = [0, 0.25, 0.5, 0.75, 1] }: { readonly marks?: readonly number[] }) {
  return (
    <span className={classes['axis']} aria-hidden="true">
      {marks.map((mark, index) => (
        <i
          key={mark}
          style={{ left: percent(mark, 1) }}
          data-end={index === marks.length - 1 || undefined}
          data-start={index === 0 || undefined}
        >
          {Math.round(mark * 100)}
          {index === marks.length - 1 ? '%' : ''}
        </i>
      ))}
    </span>
  );
}
