import type { Figure as FigureData } from '@vigie/kernel';
import { DataTable } from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Caveat } from '@vigie/ui';
import { exportLinks, type Params } from '../../../api/use-figure.ts';
import { useDefinitionColumns } from './definition-columns.tsx';

interface DefinitionsTableProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly platform: string;
  readonly period: string;
}

/** Every definition on a row: what is counted, out of what, value, interval, change, coverage, screen. */
export function DefinitionsTable({ figure, params, platform, period }: DefinitionsTableProps) {
  const { t } = useTranslation();
  const columns = useDefinitionColumns({ figure, params, platform, period });
  const links = useMemo(() => exportLinks(figure, params), [figure, params]);
  return (
    <section aria-label={t('market.share.byDefinition')}>
      <h2 className="v-hidden">{t('market.share.byDefinition')}</h2>
      <DataTable
        caption={t('market.share.caption', { platform, period })}
        rows={figure.rows}
        columns={columns}
        rowKey={(row) => String(row['definition'])}
        exportLinks={links}
      />
      <Caveat>{t('market.share.screenCaveat')}</Caveat>
    </section>
  );
}
