import { Button, Select } from '@mantine/core';
import { EmptyState, formatCount, LoadingState, Section, useLocale } from '@vigie/ui';
import { IconDownload } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import classes from '../common/data.module.css';
import { RejectTable } from './reject-table.tsx';
import { RuleTable } from './rule-table.tsx';

const SAMPLE = 5;

/** The rows that one file lost or had flagged: the newest file that has any, or the one chosen. */
export function LatestRefusals() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [chosen, setChosen] = useState<string | null>(null);
  const ingests = useQuery(trpc.warehouse.ingests.queryOptions());
  const touched = (ingests.data?.ingests ?? []).filter((ingest) => ingest.rejected + ingest.warned > 0);
  const id = chosen ?? touched[0]?.id ?? null;
  const detail = useQuery(trpc.warehouse.ingest.queryOptions(id === null ? skipToken : { id }));
  const count = (n: number): string => formatCount(locale, n);
  const ingest = detail.data;
  if (ingests.data === undefined) return null;
  if (ingests.data.ingests.length === 0) return null;
  return (
    <Section
      title={t('data.refused.title')}
      note={
        ingest === undefined
          ? undefined
          : t('data.refused.note', {
              file: ingest.fileName,
              rows: count(ingest.rowsIn),
              kept: count(ingest.accepted),
              refused: count(ingest.rejected),
            })
      }
      actions={
        ingest !== undefined && ingest.rejected > 0 ? (
          <Button
            component="a"
            href={`/export/rejects/${ingest.id}?format=csv&severity=reject`}
            download
            variant="default"
            leftSection={<IconDownload size={14} stroke={1.75} aria-hidden="true" />}
          >
            {t('data.refused.exportRefused', { rows: count(ingest.rejected) })}
          </Button>
        ) : undefined
      }
    >
      {id === null ? (
        <EmptyState title={t('data.refused.none')}>{t('data.refused.noneText')}</EmptyState>
      ) : (
        <>
          {touched.length > 1 && (
            <Select
              label={t('data.refused.file')}
              maw={420}
              mb={10}
              value={id}
              allowDeselect={false}
              searchable
              data={touched.map((item) => ({ value: item.id, label: `${item.fileName}, ${item.table}` }))}
              onChange={setChosen}
            />
          )}
          {ingest === undefined ? (
            <LoadingState shape="table" rows={4} />
          ) : (
            <div className={classes['two']}>
              <RuleTable ingest={ingest} />
              <RejectTable
                key={ingest.id}
                ingestId={ingest.id}
                severity={ingest.rejected > 0 ? 'reject' : 'warn'}
                limit={SAMPLE}
              />
            </div>
          )}
        </>
      )}
    </Section>
  );
}
