import { formatCount, formatShare, type Locale } from '@vigie/ui';
import { marginText } from './effect-text.ts';
import type { AccessRow } from './kpi-row.ts';

/** What an indicator is held against, as its column says it: the margin of a test, or the fixed standard. */
export function standardText(locale: Locale, row: Pick<AccessRow, 'info' | 'margin' | 'unit'>): string {
  switch (row.info.id) {
    case 'CA-12':
      return `≥ ${formatShare(locale, 1 - row.margin, 0)}`;
    case 'CA-13':
    case 'CA-20':
      return `≤ ${formatShare(locale, row.margin, 0)}`;
    case 'CA-14':
      return `≤ ${marginText(locale, row)}`;
    case 'CA-16':
      return `≥ ${marginText(locale, row)}`;
    case 'CA-19':
      return formatCount(locale, 0);
    default:
      return marginText(locale, row);
  }
}
