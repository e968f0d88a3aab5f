import { formatPoints } from '../format/format-value.ts';
import { useLocale } from '../text/use-locale.ts';
import classes from './waterfall.module.css';

export interface WaterfallStep {
  readonly label: string;
  readonly help: string;
  /** Change of a share, 0–1. */
  readonly value: number;
}

/** Change since the start, step by step: the start is 0, so that bars keep a true base. Losses are hatched. */
export function Waterfall({
  steps,
  total,
}: {
  readonly steps: readonly WaterfallStep[];
  readonly total: WaterfallStep;
}) {
  const locale = useLocale();
  const bars = steps.map((step, index) => {
    const from = steps.slice(0, index).reduce((sum, before) => sum + before.value, 0);
    return { ...step, from, to: from + step.value, whole: false };
  });
  const all = [...bars, { ...total, from: 0, to: total.value, whole: true }];
  const low = Math.min(0, ...all.map((bar) => Math.min(bar.from, bar.to)));
  const high = Math.max(0, ...all.map((bar) => Math.max(bar.from, bar.to)));
  const span = high - low || 1;
  const at = (value: number): string => `${(((value - low) / span) * 100).toFixed(2)}%`;
  return (
    <div className={classes['rows']}>
      {all.map((bar) => (
        <div key={bar.label} className={classes['row']} data-whole={bar.whole || undefined}>
          <span className={classes['label']}>
            <b>{bar.label}</b>
            <small>{bar.help}</small>
          </span>
          <span className={classes['track']}>
            <i className={classes['zero']} style={{ left: at(0) }} />
            <i
              className={classes['bar']}
              data-loss={bar.to < bar.from || undefined}
              style={{
                left: at(Math.min(bar.from, bar.to)),
                width: `${((Math.abs(bar.to - bar.from) / span) * 100).toFixed(2)}%`,
              }}
            />
          </span>
          <span className={classes['value']}>{formatPoints(locale, bar.value, 2)}</span>
        </div>
      ))}
    </div>
  );
}
