import type { Figure, FigureRow } from '@vigie/kernel';
import { intervalOf, type ExportLinks, type PassportSubject } from '@vigie/ui';
import { useQuery } from '@tanstack/react-query';
import { useRelease } from '../app/use-status.ts';
import { trpc } from './client.ts';

const PROCEDURES = {
  'market.share': trpc.market.share,
  'market.definitions': trpc.market.definitions,
  'market.concentration': trpc.market.concentration,
  'market.merger-screen': trpc.market.mergerScreen,
  'market.local': trpc.market.local,
  'market.penetration': trpc.market.penetration,
  'growth.change': trpc.growth.change,
  'growth.decomposition': trpc.growth.decomposition,
  'access.parity': trpc.access.parity,
  'access.monitor': trpc.access.monitor,
  'access.delays': trpc.access.delays,
  'access.reasons': trpc.access.reasons,
  'access.hidden-slots': trpc.access.hiddenSlots,
  'access.published': trpc.access.published,
  'access.requests': trpc.access.requests,
  'access.availability-by-platform': trpc.access.availability,
} as const;

export type MetricId = keyof typeof PROCEDURES;
export type Params = Readonly<Record<string, unknown>>;

/** Asks for one figure of the release in view. The answer is kept while another filter is being computed. */
export function useFigure(metric: MetricId, params: Params, enabled = true) {
  const release = useRelease();
  return useQuery(
    PROCEDURES[metric].queryOptions(
      { params, release },
      { enabled, staleTime: 10 * 60_000, placeholderData: (previous) => previous },
    ),
  );
}

export type FigureQuery = ReturnType<typeof useFigure>;

/** Where all rows of a figure can be had, whatever the screen shows. `part`: a list inside its rows, as rows of their own (strata). */
export function exportLinks(figure: Figure, params: Params, part?: string): ExportLinks {
  const link = (format: string): string =>
    `/export/figure?${new URLSearchParams({ metric: figure.metric, params: JSON.stringify(params), release: String(figure.passport.release.number), format, ...(part === undefined ? {} : { part }) }).toString()}`;
  return { csv: link('csv'), parquet: link('parquet') };
}

/** What the passport of one row says it is. */
export function subjectOf(
  figure: Figure,
  title: string,
  options: { row?: FigureRow; params?: Params } = {},
): PassportSubject {
  return {
    passport: figure.passport,
    title,
    numerator: options.row?.numerator ?? null,
    denominator: options.row?.denominator ?? null,
    interval: options.row === undefined ? null : intervalOf(options.row),
    rowsHref: options.params === undefined ? undefined : exportLinks(figure, options.params).csv,
  };
}
