import { Button } from '@mantine/core';
import {
  DataTable,
  dayBefore,
  ErrorState,
  formatBytes,
  formatCount,
  formatDay,
  formatInstant,
  LoadingState,
  Section,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { Facts } from '../common/facts.tsx';
import { Hash } from '../common/hash.tsx';
import type { ReleaseDetail } from '../common/types.ts';
import { VerifyButton } from './verify-button.tsx';

/** A release opened: its manifest in words and tables. */
export function ReleasePage() {
  const { t } = useTranslation();
  const { number } = useParams({ from: '/data/releases/$number' });
  const detail = useQuery(trpc.warehouse.release.queryOptions({ number: Number(number) }));
  if (detail.error !== null)
    return (
      <ErrorState
        problem={toProblem(detail.error, t('data.release.title', { number }))}
        onRetry={() => void detail.refetch()}
      />
    );
  if (detail.data === undefined) return <LoadingState shape="table" rows={6} />;
  return <ReleaseView release={detail.data} />;
}

type Input = ReleaseDetail['inputList'][number];
type Step = ReleaseDetail['steps'][number];
type File = ReleaseDetail['files'][number];

function useReleaseColumns() {
  const { t } = useTranslation();
  const locale = useLocale();
  return useMemo(() => {
    const count = (n: number): string => formatCount(locale, n);
    const counted = <Row,>(id: string, title: string, value: (row: Row) => number | null): DataColumn<Row> => ({
      id,
      title,
      align: 'right',
      value,
      text: (row) => (value(row) === null ? '–' : count(value(row) ?? 0)),
    });
    const inputs: readonly DataColumn<Input>[] = [
      {
        id: 'file',
        title: t('data.release.inputFile'),
        value: (input) => input.fileName,
        cell: (input) => (
          <Link to="/data/ingests/$id" params={{ id: input.ingestId }}>
            {input.fileName}
          </Link>
        ),
      },
      { id: 'profile', title: t('data.release.profile'), value: (input) => input.profile },
      { id: 'table', title: t('data.release.table'), value: (input) => input.table },
      counted('in', t('data.release.rowsIn'), (input) => input.rowsIn),
      counted('accepted', t('data.release.accepted'), (input) => input.accepted),
      counted('rejected', t('data.release.rejected'), (input) => input.rejected),
      counted('warned', t('data.release.warned'), (input) => input.warned),
      {
        id: 'sha',
        title: t('data.release.sha'),
        value: (input) => input.sha256,
        cell: (input) => <Hash value={input.sha256} />,
      },
    ];
    const steps: readonly DataColumn<Step>[] = [
      { id: 'step', title: t('data.release.step'), value: (step) => step.name },
      counted('in', t('data.release.in'), (step) => step.rowsIn),
      counted('out', t('data.release.out'), (step) => step.rowsOut),
      { id: 'note', title: t('data.release.note'), value: (step) => step.note, phone: 'block' },
    ];
    const files: readonly DataColumn<File>[] = [
      {
        id: 'path',
        title: t('data.release.path'),
        value: (file) => file.path,
        cell: (file) => <span className="v-mono">{file.path}</span>,
      },
      counted('rows', t('data.release.rows'), (file) => file.rows),
      {
        id: 'size',
        title: t('data.release.size'),
        align: 'right',
        value: (file) => file.bytes,
        text: (file) => formatBytes(locale, file.bytes),
      },
      {
        id: 'sha',
        title: t('data.release.sha'),
        value: (file) => file.sha256,
        cell: (file) => <Hash value={file.sha256} />,
      },
    ];
    return { inputs, steps, files };
  }, [t, locale]);
}

function ReleaseView({ release }: { readonly release: ReleaseDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useReleaseColumns();
  const data =
    release.dataFrom === null || release.dataToExclusive === null
      ? '–'
      : t('data.sources.drawnLabel', {
          from: formatDay(locale, release.dataFrom),
          to: formatDay(locale, dayBefore(release.dataToExclusive)),
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
        {t('data.release.back')}
      </Button>
      <Section
        title={t('data.release.title', { number: release.number })}
        actions={<VerifyButton number={release.number} />}
      >
        <Facts
          items={[
            [t('data.release.hash'), <Hash key="hash" value={release.hash} whole />],
            [t('data.release.built'), release.builtAt === null ? '–' : `${formatInstant(locale, release.builtAt)} UTC`],
            [t('data.release.data'), data],
            [t('data.release.engine'), release.engine ?? '–'],
            [t('data.release.code'), release.codeRevision],
            [t('data.release.schema'), release.schemaVersion],
          ]}
        />
      </Section>
      <Section title={t('data.release.inputs')}>
        <DataTable
          caption={t('data.release.inputs')}
          rows={release.inputList}
          columns={columns.inputs}
          rowKey={(input) => input.ingestId}
          dense
        />
      </Section>
      <Section title={t('data.release.steps')} note={t('data.release.stepsNote')}>
        <DataTable
          caption={t('data.release.steps')}
          rows={release.steps}
          columns={columns.steps}
          rowKey={(step) => step.name}
          dense
        />
      </Section>
      <Section title={t('data.release.files')} note={t('data.release.filesNote')}>
        <DataTable
          caption={t('data.release.files')}
          rows={release.files}
          columns={columns.files}
          rowKey={(file) => file.path}
          virtualFrom={30}
          height={480}
          dense
        />
      </Section>
    </>
  );
}
