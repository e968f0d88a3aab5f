import { Button, SegmentedControl } from '@mantine/core';
import {
  dayBefore,
  DataTable,
  ErrorState,
  formatCount,
  formatDay,
  LoadingState,
  Section,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { Facts } from '../common/facts.tsx';
import { Hash } from '../common/hash.tsx';
import type { IngestDetail } from '../common/types.ts';
import { RejectTable, type Severity } from './reject-table.tsx';
import { RuleTable } from './rule-table.tsx';

/** One file: how it was read, which column gave which field, and every row that was refused or flagged. */
export function IngestPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/data/ingests/$id' });
  const detail = useQuery(trpc.warehouse.ingest.queryOptions({ id }));
  if (detail.error !== null)
    return (
      <ErrorState problem={toProblem(detail.error, t('data.refused.title'))} onRetry={() => void detail.refetch()} />
    );
  if (detail.data === undefined) return <LoadingState shape="table" rows={6} />;
  return <IngestView ingest={detail.data} />;
}

function IngestView({ ingest }: { readonly ingest: IngestDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [severity, setSeverity] = useState<Severity>(ingest.rejected > 0 ? 'reject' : 'warn');
  const count = (n: number): string => formatCount(locale, n);
  const covers =
    ingest.dataFrom === null || ingest.dataToExclusive === null
      ? t('data.sources.noDate')
      : t('data.sources.drawnLabel', {
          from: formatDay(locale, ingest.dataFrom),
          to: formatDay(locale, dayBefore(ingest.dataToExclusive)),
        });
  return (
    <>
      <Button
        component={Link}
        to="/data"
        variant="subtle"
        color="gray"
        mt="md"
        leftSection={<IconArrowLeft size={14} aria-hidden="true" />}
      >
        {t('data.ingest.back')}
      </Button>
      <Section
        title={ingest.fileName}
        note={t('data.ingest.sub', { profile: `${ingest.profile} v${ingest.profileVersion}`, table: ingest.table })}
      >
        <Facts
          items={[
            [
              t('data.refused.rows'),
              t('data.arriving.kept', {
                accepted: count(ingest.accepted),
                rejected: count(ingest.rejected),
                warned: count(ingest.warned),
              }),
            ],
            [t('data.ingest.sha'), <Hash key="sha" value={ingest.sha256} whole />],
            [t('data.ingest.encoding'), ingest.encoding ?? '–'],
            [t('data.ingest.delimiter'), ingest.delimiter ?? '–'],
            [t('data.ingest.extracted'), ingest.extractedOn === null ? '–' : formatDay(locale, ingest.extractedOn)],
            [t('data.ingest.covers'), covers],
            [
              t('data.ingest.unused'),
              ingest.unusedColumns.length === 0 ? t('data.ingest.none') : ingest.unusedColumns.join(', '),
            ],
            [
              t('data.ingest.missing'),
              ingest.missingColumns.length === 0 ? t('data.ingest.none') : ingest.missingColumns.join(', '),
            ],
            [
              t('data.ingest.said'),
              ingest.warnings.length === 0
                ? t('data.ingest.none')
                : ingest.warnings.map((warning) => (
                    <p key={warning} style={{ margin: 0 }}>
                      {warning}
                    </p>
                  )),
            ],
          ]}
        />
      </Section>
      <Section title={t('data.refused.title')}>
        <RuleTable ingest={ingest} />
      </Section>
      {ingest.rejected + ingest.warned > 0 && (
        <Section
          title={t('data.refused.values')}
          actions={
            <SegmentedControl
              aria-label={t('data.refused.show')}
              value={severity}
              transitionDuration={0}
              data={[
                { value: 'reject', label: t('data.refused.showRefused') },
                { value: 'warn', label: t('data.refused.showFlagged') },
              ]}
              onChange={(next) => setSeverity(next === 'warn' ? 'warn' : 'reject')}
            />
          }
        >
          <RejectTable key={severity} ingestId={ingest.id} severity={severity} limit={50} />
        </Section>
      )}
      <RepairSection ingest={ingest} />
    </>
  );
}

type Repair = IngestDetail['repairs'][number];

/** What was mended: before, after, how, and on how many rows. */
function RepairSection({ ingest }: { readonly ingest: IngestDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo(
    (): readonly DataColumn<Repair>[] => [
      {
        id: 'from',
        title: t('data.ingest.before'),
        value: (repair) => repair.from,
        cell: (repair) => <span className="v-mono">{repair.from}</span>,
      },
      {
        id: 'to',
        title: t('data.ingest.after'),
        value: (repair) => repair.to,
        cell: (repair) => <span className="v-mono">{repair.to}</span>,
      },
      { id: 'kind', title: t('data.ingest.kind'), value: (repair) => repair.kind },
      {
        id: 'rows',
        title: t('data.refused.rows'),
        align: 'right',
        value: (repair) => repair.rows,
        text: (repair) => formatCount(locale, repair.rows),
        phone: 'primary',
      },
    ],
    [t, locale],
  );
  if (ingest.repairs.length === 0) return null;
  return (
    <Section title={t('data.ingest.repairs')} note={t('data.ingest.repairsNote')}>
      <DataTable
        caption={t('data.ingest.repairs')}
        rows={ingest.repairs}
        columns={columns}
        rowKey={(repair) => `${repair.from}|${repair.to}|${repair.kind}`}
        initialSort={[{ id: 'rows', desc: true }]}
        dense
        virtualFrom={40}
        height={420}
      />
    </Section>
  );
}
