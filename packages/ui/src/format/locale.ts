/** The two languages of the product. English is written as in Britain, French as in France. */
export type Locale = 'en' | 'fr';

export const BCP47: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR' };

const NNBSP = '\u202F';
const NBSP = '\u00A0';
const MINUS = '\u2212';

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(BCP47[locale], options);
  numberFormats.set(key, made);
  return made;
}

/**
 * A number as the design asks for it: U+2212 for the minus; in French U+202F between thousands and before %, U+00A0 before €.
 * Versions of ICU differ on these spaces, so they are set part by part here.
 */
export function localNumber(locale: Locale, value: number, options: Intl.NumberFormatOptions = {}): string {
  const parts = numberFormat(locale, options).formatToParts(Object.is(value, -0) ? 0 : value);
  return parts
    .map((part, index) => {
      if (part.type === 'minusSign') return MINUS;
      if (locale === 'en') return part.value;
      if (part.type === 'group') return NNBSP;
      if (part.type === 'literal' && part.value.trim() === '')
        return parts[index + 1]?.type === 'currency' ? NBSP : NNBSP;
      return part.value;
    })
    .join('');
}
