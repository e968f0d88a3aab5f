import { AppError } from '@vigie/kernel';
import { z } from 'zod';
import { INDICATORS, KPI_IDS, type Indicator } from './indicators.ts';

/** Parameters that the access figures share. */
export const accessParams = {
  partner: z.string().trim().toLowerCase().min(1).max(60).optional().meta({
    description: 'Show only this partner. The month’s family of tests stays whole.',
    fr: 'Ne montrer que ce partenaire. La famille de tests du mois reste entière.',
  }),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM')
    .optional()
    .meta({
      description: 'The month, as YYYY-MM. Default: the last whole month with access data.',
      fr: 'Le mois, sous la forme AAAA-MM. Par défaut : le dernier mois complet avec des données d’accès.',
    }),
  kpi: z
    .preprocess((v) => (typeof v === 'string' ? v.trim().toUpperCase() : v), z.enum(KPI_IDS))
    .optional()
    .meta({
      description: 'Show only this indicator (CA-01…CA-20). The month’s family of tests stays whole.',
      fr: 'Ne montrer que cet indicateur (CA-01…CA-20). La famille de tests du mois reste entière.',
    }),
};

/** Whole numbers may come as text, from a URL or a command line. */
export const monthsParam = {
  months: z.coerce.number().int().min(1).max(36).default(1).meta({
    description: 'How many months, the asked one last. Each is judged within its own family of tests.',
    fr: 'Nombre de mois, le mois demandé en dernier. Chacun est jugé dans sa propre famille de tests.',
  }),
};

export const marginsParam = {
  margins: z.string().trim().max(600).optional().meta({
    description: 'Margins that replace the versioned defaults, as CA-08=0.01,CA-06=0.002, in the unit of the effect.',
    fr: 'Marges qui remplacent les valeurs versionnées, par exemple CA-08=0.01,CA-06=0.002, dans l’unité de l’effet.',
  }),
};

/** The indicators with the margins asked for. @throws AppError BAD_INPUT naming what cannot be read. */
export function indicatorsWith(margins: string | undefined): Indicator[] {
  const overrides = parseMargins(margins);
  return INDICATORS.map((indicator) => ({ ...indicator, margin: overrides.get(indicator.id) ?? indicator.margin }));
}

export function parseMargins(margins: string | undefined): Map<string, number> {
  const parts = (margins ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return new Map(
    parts.map((part) => {
      const match = /^(CA-\d{2})\s*=\s*(\d+(?:\.\d+)?)$/i.exec(part);
      const kpi = KPI_IDS.find((id) => id === match?.[1]?.toUpperCase());
      const margin = Number(match?.[2]);
      if (kpi && margin > 0) return [kpi, margin] as const;
      throw new AppError('BAD_INPUT', `"${part}" is not a margin.`, {
        reason: 'BAD_MARGIN',
        where: { parameter: 'margins' },
        cure: 'Write the indicator, an equals sign and a number over 0: CA-08=0.01.',
      });
    }),
  );
}
