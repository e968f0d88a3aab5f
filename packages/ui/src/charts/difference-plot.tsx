import { EffectAxis, EffectPlot } from './effect-plot.tsx';
import { effectScale } from './effect-scale.ts';
import classes from './forest.module.css';
import { Fragment } from 'react';

export interface DifferenceRow {
  readonly id: string;
  readonly name: string;
  readonly effect: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly text: string;
  readonly color: string;
  /** The one that carries the status; the others only stand beside it. */
  readonly main: boolean;
}

/** Differences on one scale with the margin drawn: the like-for-like one as a diamond with its interval, others hollow beside it. */
export function DifferencePlot(props: {
  readonly rows: readonly DifferenceRow[];
  readonly margin: number;
  readonly axis: (value: number) => string;
  /** Words above the margin and the line of equality. */
  readonly marginWord: string;
  readonly equalWord: string;
}) {
  const { rows, margin, axis } = props;
  const scale = effectScale(
    rows.flatMap((row) => [row.effect, row.ciLow, row.ciHigh]),
    margin,
  );
  const words = { ...scale, ticks: [-margin, 0] };
  const word = (value: number): string => (value === 0 ? props.equalWord : props.marginWord);
  return (
    <div className={classes['difference']}>
      <span />
      <EffectAxis scale={words} label={word} around />
      <span />
      {rows.map((row) => (
        <Fragment key={row.id}>
          <span className={classes['differenceName']} data-main={row.main || undefined}>
            {row.name}
          </span>
          <EffectPlot
            scale={scale}
            margin={margin}
            effect={row.effect}
            ciLow={row.ciLow}
            ciHigh={row.ciHigh}
            color={row.color}
            mark={row.main ? 'diamond' : 'hollow'}
            bare={!row.main && row.ciLow === null && row.ciHigh === null}
          />
          <span className={classes['differenceValue']} data-main={row.main || undefined}>
            {row.text}
          </span>
        </Fragment>
      ))}
      <span />
      <EffectAxis scale={scale} label={axis} />
      <span />
    </div>
  );
}
