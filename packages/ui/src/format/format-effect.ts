import { formatPoints, formatShare, formatCount, signed } from './format-value.ts';
import { localNumber, type Locale } from './locale.ts';

/** Units of an oriented effect (negative = partner worse) and of its margin, as the access indicators have them. */
export type EffectUnit = 'share' | 'lnRatio' | 'seconds' | 'days' | 'count';

/** How an effect is written. `largerBetter`: for a log ratio, whether a larger level is the better one (exposure) or the worse one (latency). */
export interface EffectFormat {
  readonly unit: EffectUnit;
  readonly margin: number;
  readonly largerBetter?: boolean;
}

const NBSP = '\u00A0';
const TIMES = '×';

/** Digits with which a share difference is told: enough to see a tenth of its margin. */
const pointDigits = (margin: number): number => (margin < 0.01 ? 2 : 1);

/** The oriented log ratio as partner ÷ own: −0.223 is × 1.25 for latency, × 0.80 for exposure. */
export const ratioOf = (effect: number, largerBetter = false): number => Math.exp(largerBetter ? effect : -effect);

/** “−4.0 pp”, “× 1.17”, “89 s later”, « 89 s plus tard ». A delay is written in words, so that its sign cannot be misread. */
export function formatEffect(locale: Locale, effect: number, format: EffectFormat): string {
  switch (format.unit) {
    case 'share':
      return formatPoints(locale, effect, pointDigits(format.margin));
    case 'lnRatio':
      return `${TIMES}${NBSP}${ratioText(locale, ratioOf(effect, format.largerBetter))}`;
    case 'seconds':
    case 'days': {
      const size = formatDuration(locale, Math.abs(effect), format.unit);
      if (Math.abs(effect) < (format.unit === 'seconds' ? 0.5 : 0.05)) return size;
      if (locale === 'fr') return `${size} plus ${effect < 0 ? 'tard' : 'tôt'}`;
      return `${size} ${effect < 0 ? 'later' : 'sooner'}`;
    }
    case 'count':
      return signed(locale, effect, 0);
  }
}

/** The two ends of an effect's interval without their unit: “−4.4 to −3.5”, « −4,4 à −3,5 »; ratios from small to large. */
export function formatEffectInterval(
  locale: Locale,
  low: number | null,
  high: number | null,
  format: EffectFormat,
): string {
  const word = locale === 'fr' ? 'à' : 'to';
  const open = locale === 'fr' ? 'sans borne' : 'no bound';
  if ((format.unit === 'seconds' || format.unit === 'days') && low !== null && high !== null && low * high >= 0)
    return delaySpan(locale, low, high, format.unit);
  const flip = format.unit === 'lnRatio' && format.largerBetter !== true;
  const [first, last] = flip ? [high, low] : [low, high];
  const text = (end: number | null): string => {
    if (end === null) return open;
    if (format.unit === 'lnRatio') return ratioText(locale, ratioOf(end, format.largerBetter));
    if (format.unit === 'share') return signed(locale, end * 100, pointDigits(format.margin));
    return format.unit === 'count' ? signed(locale, end, 0) : formatEffect(locale, end, format);
  };
  return `${text(first)} ${word} ${text(last)}`;
}

/** Both ends on one side: “150 to 155 s later”, the word said once, and the unit too where it is the same. */
function delaySpan(locale: Locale, low: number, high: number, unit: 'seconds' | 'days'): string {
  const [near, far] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  const [first, last] = [near ?? 0, far ?? 0].map((amount) => formatDuration(locale, amount, unit).split(NBSP));
  const start = first?.[1] === last?.[1] ? first?.[0] : first?.join(NBSP);
  const late = low < 0 || high < 0;
  const word = locale === 'fr' ? `plus ${late ? 'tard' : 'tôt'}` : late ? 'later' : 'sooner';
  return `${start ?? ''} ${locale === 'fr' ? 'à' : 'to'} ${last?.join(NBSP) ?? ''} ${word}`;
}

/** The margin itself: “2 pp”, “× 1.25”, “60 s”. */
export function formatMargin(locale: Locale, format: EffectFormat): string {
  if (format.unit === 'share') {
    const points = localNumber(locale, format.margin * 100, { maximumFractionDigits: 2 });
    return locale === 'fr' ? `${points}${NBSP}pt` : `${points}${NBSP}pp`;
  }
  if (format.unit === 'lnRatio')
    return `${TIMES}${NBSP}${localNumber(locale, ratioOf(-format.margin, format.largerBetter), { maximumFractionDigits: 2 })}`;
  if (format.unit === 'count') return formatCount(locale, format.margin);
  return formatDuration(locale, format.margin, format.unit);
}

/** A length of time in the unit in which one would say it: 0.9 s, 89 s, 12 min, 5.2 h, 3.1 d. */
export function formatDuration(
  locale: Locale,
  amount: number,
  unit: 'ms' | 'seconds' | 'minutes' | 'hours' | 'days',
): string {
  const write = (value: number, digits: number, word: string): string =>
    `${localNumber(locale, value, { minimumFractionDigits: digits, maximumFractionDigits: digits })}${NBSP}${word}`;
  const day = locale === 'fr' ? 'j' : 'd';
  if (unit === 'days') return write(amount, Number.isInteger(amount) ? 0 : 1, day);
  if (unit === 'ms')
    return amount < 10_000
      ? write(amount, amount < 10 && !Number.isInteger(amount) ? 1 : 0, 'ms')
      : write(amount / 1000, 1, 's');
  const seconds = amount * { seconds: 1, minutes: 60, hours: 3600 }[unit];
  if (seconds < 600) return write(seconds, seconds > 0 && seconds < 10 && !Number.isInteger(seconds) ? 1 : 0, 's');
  if (seconds < 7200) return write(seconds / 60, 0, 'min');
  if (seconds < 172_800) return write(seconds / 3600, 1, 'h');
  return write(seconds / 86_400, 1, day);
}

/** A short p: “< 0.0001”, “0.032”. */
export function formatP(locale: Locale, p: number): string {
  const smallest = localNumber(locale, 0.0001, { maximumFractionDigits: 4 });
  if (p < 0.0001) return `<${NBSP}${smallest}`;
  const digits = p < 0.001 ? 4 : p < 0.1 ? 3 : 2;
  return localNumber(locale, p, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A level of one side, in the unit of the level (not of the effect). */
export type LevelUnit = 'share' | 'fineShare' | 'ms' | 'seconds' | 'minutes' | 'hours' | 'days' | 'count' | 'number';

export function formatLevel(locale: Locale, level: number, unit: LevelUnit): string {
  if (unit === 'share') return formatShare(locale, level, 1);
  if (unit === 'fineShare')
    return formatShare(locale, level, level === 0 || level === 1 ? 1 : level > 0.99 || level < 0.01 ? 3 : 2);
  if (unit === 'count') return formatCount(locale, level);
  if (unit === 'number') return localNumber(locale, level, { maximumFractionDigits: 3 });
  return formatDuration(locale, level, unit);
}

const ratioText = (locale: Locale, ratio: number): string =>
  localNumber(locale, ratio, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
