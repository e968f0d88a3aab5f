import type { ColumnDefinition } from '../../frame/definition.ts';

/** Effects are in the unit that the row names (share, −ln ratio, seconds, days, count), so their columns are plain numbers. */
export const parityColumns: readonly ColumnDefinition[] = [
  { name: 'value', unit: 'volume', title: { en: 'Effect', fr: 'Effet' } },
  { name: 'numerator', unit: 'count', title: { en: 'Partner n', fr: 'n partenaire' } },
  { name: 'denominator', unit: 'count', title: { en: 'Own n', fr: 'n propre' } },
  { name: 'ciLow', unit: 'volume', title: { en: '90% from', fr: '90 % de' } },
  { name: 'ciHigh', unit: 'volume', title: { en: '90% to', fr: '90 % à' } },
  { name: 'status', unit: 'text', title: { en: 'Status', fr: 'Statut' } },
  { name: 'rule', unit: 'text', title: { en: 'Rule', fr: 'Règle' } },
  { name: 'unit', unit: 'text', title: { en: 'Unit', fr: 'Unité' } },
  { name: 'margin', unit: 'volume', title: { en: 'Margin', fr: 'Marge' } },
  { name: 'p', unit: 'volume', title: { en: 'p', fr: 'p' } },
  { name: 'q', unit: 'volume', title: { en: 'q', fr: 'q' } },
  { name: 'materialityQ', unit: 'volume', title: { en: 'q beyond margin', fr: 'q au-delà de la marge' } },
  { name: 'mdd', unit: 'volume', title: { en: 'Detectable', fr: 'Détectable' } },
  { name: 'mddFamily', unit: 'volume', title: { en: 'Detectable, family', fr: 'Détectable, famille' } },
  { name: 'ownLevel', unit: 'volume', title: { en: 'Own', fr: 'Propre' } },
  { name: 'partnerLevel', unit: 'volume', title: { en: 'Partner', fr: 'Partenaire' } },
  { name: 'crudeEffect', unit: 'volume', title: { en: 'Crude', fr: 'Brut' } },
  { name: 'impactRatio', unit: 'volume', title: { en: 'Impact ratio', fr: 'Rapport d’impact' } },
  { name: 'monthsInRow', unit: 'count', title: { en: 'Months in a row', fr: 'Mois de suite' } },
  { name: 'homogeneityP', unit: 'volume', title: { en: 'Homogeneity p', fr: 'p d’homogénéité' } },
  { name: 'dispersion', unit: 'volume', title: { en: 'Dispersion', fr: 'Dispersion' } },
  { name: 'test', unit: 'text', title: { en: 'Test', fr: 'Test' } },
];
