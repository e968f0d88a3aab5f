import { placeOn, type EffectScale } from './effect-scale.ts';
import classes from './forest.module.css';

export interface EffectPlotProps {
  readonly scale: EffectScale;
  /** Null where the unit of the row has none. */
  readonly margin: number | null;
  readonly effect: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly color: string;
  /** `square`: a stratum, its area by weight; `diamond`: the pooled one; `hollow`: crude, which carries no status. */
  readonly mark: 'square' | 'diamond' | 'hollow';
  /** Share of the pooled weight, 0–1; sets the size of a square. */
  readonly weight?: number;
  /** No interval was computed: none is drawn, not one of no width. */
  readonly bare?: boolean;
}

const percent = (x: number): string => `${x.toFixed(2)}%`;

/** Side of a square whose area is the stratum's weight, between 5 and 15 px. */
export const squareSide = (weight: number): number => 5 + 10 * Math.sqrt(Math.min(Math.max(weight, 0), 1));

/** One row of a forest plot: margin and its tint, the line of equality, interval and mark. The row's words stand beside it. */
export function EffectPlot(props: EffectPlotProps) {
  const { scale, margin, effect, ciLow, ciHigh, color, mark } = props;
  const [low, high] = [ciLow ?? -Infinity, ciHigh ?? Infinity];
  const interval = effect !== null && props.bare !== true && (ciLow !== null || ciHigh !== null);
  const beyond = (value: number): boolean => value < scale.low || value > scale.high;
  return (
    <span className={classes['plot']} aria-hidden="true">
      <svg>
        {margin !== null && <Margin at={placeOn(scale, -margin)} />}
        <line
          x1={percent(placeOn(scale, 0))}
          x2={percent(placeOn(scale, 0))}
          y1="0"
          y2="100%"
          stroke="var(--v-control)"
          data-part="equal"
        />
        {interval && (
          <line
            x1={percent(placeOn(scale, low))}
            x2={percent(placeOn(scale, high))}
            y1="50%"
            y2="50%"
            stroke={color}
            strokeWidth="1.75"
            data-part="interval"
          />
        )}
        {interval && low < scale.low && <Arrow at={0} side={-1} color={color} />}
        {interval && high > scale.high && <Arrow at={100} side={1} color={color} />}
        {effect !== null && !beyond(effect) && (
          <Mark at={placeOn(scale, effect)} mark={mark} weight={props.weight ?? 0} color={color} />
        )}
        {effect !== null && beyond(effect) && !interval && (
          <Arrow at={effect < 0 ? 0 : 100} side={effect < 0 ? -1 : 1} color={color} />
        )}
      </svg>
    </span>
  );
}

/** Worse than the margin: tinted, up to a dashed line. */
function Margin({ at }: { readonly at: number }) {
  return (
    <>
      <rect x="0" y="0" height="100%" width={percent(at)} fill="var(--v-redBg)" />
      <line
        x1={percent(at)}
        x2={percent(at)}
        y1="0"
        y2="100%"
        stroke="var(--v-red)"
        strokeWidth="1.5"
        strokeDasharray="3 2"
        data-part="margin"
      />
    </>
  );
}

function Mark(props: {
  readonly at: number;
  readonly mark: EffectPlotProps['mark'];
  readonly weight: number;
  readonly color: string;
}) {
  const side = squareSide(props.weight);
  return (
    <svg x={percent(props.at)} y="50%" overflow="visible" data-part={props.mark}>
      {props.mark === 'square' && <rect x={-side / 2} y={-side / 2} width={side} height={side} fill={props.color} />}
      {props.mark === 'diamond' && <path d="M0 -7L8 0L0 7L-8 0Z" fill={props.color} />}
      {props.mark === 'hollow' && <circle r="4" fill="var(--v-sheet)" stroke={props.color} strokeWidth="1.75" />}
    </svg>
  );
}

function Arrow({ at, side, color }: { readonly at: number; readonly side: -1 | 1; readonly color: string }) {
  return (
    <svg x={percent(at)} y="50%" overflow="visible" data-part="beyond">
      <path d={side < 0 ? 'M0 0L7 -4.5V4.5Z' : 'M0 0L-7 -4.5V4.5Z'} fill={color} />
    </svg>
  );
}

/** The printed axis above or below a column of plots. */
export function EffectAxis({
  scale,
  label,
  around,
}: {
  readonly scale: EffectScale;
  readonly label: (value: number) => string;
  /** Two words that may stand close together: the first ends at its place, the last begins there. */
  readonly around?: boolean;
}) {
  const last = scale.ticks.length - 1;
  return (
    <span className={classes['axis']} aria-hidden="true">
      {scale.ticks.map((tick, index) => (
        <span
          key={tick}
          data-end={
            (around === true ? index === last : index === 0)
              ? 'start'
              : (around === true ? index === 0 : index === last)
                ? 'end'
                : undefined
          }
          style={{ left: percent(placeOn(scale, tick)) }}
        >
          {label(tick)}
        </span>
      ))}
    </span>
  );
}
