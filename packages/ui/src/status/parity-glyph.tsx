import classes from './status.module.css';
import { verdictColor, type Verdict } from './verdict.ts';

export interface ParityGlyphProps {
  /** Oriented, negative = partner worse, in the unit of the margin. Null draws the empty scale. */
  readonly effect: number | null;
  /** 90 %; null: nothing bounds it on that side. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  /** δ > 0 */
  readonly margin: number;
  readonly verdict: Verdict;
  /** It stands on the tint of a red cell: the shaded part is cut out of it. */
  readonly tinted?: boolean;
}

/** The scale in margins: three of them on the worse side, two on the better. */
export const GLYPH_FROM = -3;
export const GLYPH_TO = 2;

/** Where a number of margins lies, in percent of the width, with a little air at both ends. */
export function glyphAt(margins: number): number {
  const inside = Math.min(Math.max(margins, GLYPH_FROM), GLYPH_TO);
  return 1 + ((inside - GLYPH_FROM) / (GLYPH_TO - GLYPH_FROM)) * 98;
}

const percent = (x: number): string => `${x.toFixed(2)}%`;

/**
 * Dot and 90 % interval on a scale where 1 is the margin, worse to the left and shaded. An arrow where the interval goes on beyond the scale,
 * or where nothing bounds it. Hidden from readers: status and effect stand beside it in words.
 */
export function ParityGlyph({ effect, ciLow, ciHigh, margin, verdict, tinted }: ParityGlyphProps) {
  const color = verdictColor(verdict);
  const worse = glyphAt(-1);
  const equal = glyphAt(0);
  const [low, high] = [ciLow === null ? -Infinity : ciLow / margin, ciHigh === null ? Infinity : ciHigh / margin];
  const drawn = effect !== null && (ciLow !== null || ciHigh !== null);
  const middle = effect === null ? 0 : effect / margin;
  return (
    <svg className={classes['glyph']} aria-hidden="true" data-glyph={verdict}>
      <line x1="1%" x2="99%" y1="6" y2="6" stroke="var(--v-line2)" />
      <rect
        x="1%"
        y="1.5"
        width={percent(worse - 1)}
        height="9"
        fill={tinted === true ? 'var(--v-sheet)' : 'var(--v-neutralBg)'}
        opacity={tinted === true ? 0.75 : 1}
      />
      <line
        x1={percent(worse)}
        x2={percent(worse)}
        y1="0"
        y2="12"
        stroke="var(--v-control)"
        strokeDasharray="2 1.5"
        data-part="margin"
      />
      <line x1={percent(equal)} x2={percent(equal)} y1="1" y2="11" stroke="var(--v-control)" data-part="equal" />
      {drawn && (
        <line
          x1={percent(glyphAt(low))}
          x2={percent(glyphAt(high))}
          y1="6"
          y2="6"
          stroke={color}
          strokeWidth="2"
          data-part="interval"
        />
      )}
      {drawn && low < GLYPH_FROM && <Arrow at={glyphAt(GLYPH_FROM)} color={color} side={-1} />}
      {drawn && high > GLYPH_TO && <Arrow at={glyphAt(GLYPH_TO)} color={color} side={1} />}
      {effect !== null && middle >= GLYPH_FROM && middle <= GLYPH_TO && (
        <circle
          cx={percent(glyphAt(middle))}
          cy="6"
          r="3.2"
          fill={color}
          stroke="var(--v-sheet)"
          strokeWidth="1"
          data-part="dot"
        />
      )}
      {effect !== null && middle < GLYPH_FROM && !drawn && <Arrow at={glyphAt(GLYPH_FROM)} color={color} side={-1} />}
    </svg>
  );
}

function Arrow({ at, color, side }: { readonly at: number; readonly color: string; readonly side: -1 | 1 }) {
  return (
    <svg x={percent(at)} y="6" overflow="visible" data-part="beyond">
      <path d={side < 0 ? 'M-3 0L3 -4V4Z' : 'M3 0L-3 -4V4Z'} fill={color} />
    </svg>
  );
}
