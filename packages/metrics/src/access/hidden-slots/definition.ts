import type { FigureRow } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { readNullableNumber, readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import { text } from '../../frame/sql-text.ts';
import { HIDDEN_SLOTS_SQL } from '../../sql/access-detail.sql.ts';
import { accessParams } from '../access-params.ts';
import { instantText } from '../register.ts';
import { readExtent, requirePartner, resolveMonth } from '../sums/access-extent.ts';
import { monthParams } from '../sums/read-month-days.ts';

/** The release keeps this many per partner and month. */
const KEPT = 50;

const hiddenParams = z.object({
  partner: accessParams.partner.meta({
    description: 'Only slots hidden from this partner.',
    fr: 'Seulement les créneaux cachés à ce partenaire.',
  }),
  month: accessParams.month,
});
type HiddenParams = z.infer<typeof hiddenParams>;

export const accessHiddenSlots = defineMetric({
  id: 'access.hidden-slots',
  version: 1,
  title: { en: 'Slots hidden longest', fr: 'Créneaux cachés le plus longtemps' },
  unit: 'count',
  formula:
    'seconds for which a slot was free on own channels and not shown on the partner; the longest of each partner and month',
  source: 'domain.md §3.2, §3.3 (CA-02, CA-03)',
  card: new URL('./card.md', import.meta.url),
  params: hiddenParams,
  dimensions: ['partner', 'slot'],
  columns: [
    { name: 'practitioner', unit: 'text', title: { en: 'Practitioner', fr: 'Praticien' } },
    { name: 'departement', unit: 'text', title: { en: 'Département', fr: 'Département' } },
    { name: 'specialty', unit: 'text', title: { en: 'Specialty', fr: 'Spécialité' } },
    { name: 'firstVisibleOwn', unit: 'text', title: { en: 'First on own', fr: 'D’abord en propre' } },
    { name: 'firstVisiblePartner', unit: 'text', title: { en: 'First on partner', fr: 'D’abord chez le partenaire' } },
    { name: 'hiddenSeconds', unit: 'count', title: { en: 'Seconds hidden', fr: 'Secondes caché' } },
    { name: 'hiddenReason', unit: 'text', title: { en: 'Reason given', fr: 'Motif donné' } },
    { name: 'imposedBy', unit: 'text', title: { en: 'Imposed by', fr: 'Imposé par' } },
  ],
  flags: [],
  compute: async (context, params) => draftHidden(context, params),
});

async function draftHidden(context: MetricContext, params: HiddenParams): Promise<FigureDraft> {
  const extent = await readExtent(context);
  requirePartner(extent, params.partner);
  const month = resolveMonth(extent, params.month);
  const result = await context.query(HIDDEN_SLOTS_SQL, { ...monthParams(month), of_partner: text(params.partner) });
  const perPartner = Map.groupBy(result, (row) => readText(row, 'partner'));
  const kept = [...perPartner.values()].flatMap((rows) => rows.slice(0, KEPT));
  return {
    rows: kept.map(hiddenRow).sort((left, right) => (right.value ?? 0) - (left.value ?? 0)),
    flags: [],
    coverage: {
      ...emptyCoverage('slots listed'),
      rowsRead: kept.length,
      rowsCounted: kept.length,
      matchedRatio: kept.length > 0 ? 1 : null,
      sources: ['slot_exposure'],
    },
    dimensions: ['partner', 'slot'],
    definition: null,
    formula: 'seconds hidden',
    intervalMethod: 'none: single slots, the longest hidden; not a sample of all',
    period: {
      from: month,
      toExclusive: addMonths(month, 1),
      timeZone: 'Europe/Paris',
      countedBy: 'day on which own channels first showed the slot',
    },
    choices: [
      { name: 'longest', value: String(KEPT), note: 'slots kept per partner and month; CA-02 and CA-03 count all' },
    ],
    summary: {
      month: month.slice(0, 7),
      slots: kept.length,
      neverShown: kept.filter((row) => row['first_partner'] === null).length,
      withoutReason: kept.filter((row) => row['hidden_reason'] === null).length,
    },
  };
}

function hiddenRow(row: Row): FigureRow {
  const seconds = readNumber(row, 'hidden_seconds');
  return {
    partner: readText(row, 'partner'),
    slot: readText(row, 'slot'),
    value: seconds,
    numerator: seconds,
    denominator: null,
    ciLow: null,
    ciHigh: null,
    practitioner: readNullableText(row, 'practitioner'),
    departement: readNullableText(row, 'departement'),
    specialty: readNullableText(row, 'specialty'),
    firstVisibleOwn: instantText(readNullableNumber(row, 'first_own')),
    firstVisiblePartner: instantText(readNullableNumber(row, 'first_partner')),
    hiddenSeconds: seconds,
    hiddenReason: readNullableText(row, 'hidden_reason'),
    imposedBy: readNullableText(row, 'imposed_by'),
    flags: [],
  };
}
