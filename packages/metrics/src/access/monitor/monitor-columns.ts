import type { ColumnDefinition } from '../../frame/definition.ts';

/** The difference and its sequence are in the indicator's unit, evidence in natural logarithms. */
export const monitorColumns: readonly ColumnDefinition[] = [
  { name: 'value', unit: 'volume', title: { en: 'ln E, year', fr: 'ln E, année' } },
  { name: 'ciLow', unit: 'volume', title: { en: 'Sequence from', fr: 'Suite de' } },
  { name: 'ciHigh', unit: 'volume', title: { en: 'Sequence to', fr: 'Suite à' } },
  { name: 'lnEvidence', unit: 'volume', title: { en: 'ln E', fr: 'ln E' } },
  { name: 'level', unit: 'text', title: { en: 'Level', fr: 'Niveau' } },
  { name: 'difference', unit: 'volume', title: { en: 'Difference', fr: 'Différence' } },
  { name: 'csLow', unit: 'volume', title: { en: 'CS from', fr: 'SC de' } },
  { name: 'csHigh', unit: 'volume', title: { en: 'CS to', fr: 'SC à' } },
  { name: 'monthLnEvidence', unit: 'volume', title: { en: 'ln E, month', fr: 'ln E, mois' } },
  { name: 'dispersion', unit: 'volume', title: { en: 'Dispersion', fr: 'Dispersion' } },
];
