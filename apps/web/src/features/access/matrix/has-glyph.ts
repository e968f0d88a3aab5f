import { isStatus } from '@vigie/ui';
import type { AccessRow } from '../common/kpi-row.ts';

/** A scale is drawn where an interval can stand on it; a reason for silence has none. */
export const hasGlyph = (row: AccessRow): boolean =>
  row.info.tested && row.effect !== null && (isStatus(row.verdict) || row.ciLow !== null || row.ciHigh !== null);
