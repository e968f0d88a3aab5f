import { Button, Loader } from '@mantine/core';
import {
  DataTable,
  dayBefore,
  EmptyState,
  ErrorState,
  formatBytes,
  formatCount,
  formatDay,
  formatInstant,
  LoadingState,
  Section,
  Tag,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { IconArchive, IconCheck, IconPackage } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { useReleases } from '../../../app/use-status.ts';
import { Hash } from '../common/hash.tsx';
import { useProgress } from '../common/progress-context.tsx';
import type { Release } from '../common/types.ts';
import { VerifyButton } from './verify-button.tsx';

/** Releases, newest first, each to verify or to look into; and the build of the next. */
export function ReleasesSection() {
  const { t } = useTranslation();
  const releases = useReleases();
  const build = useMutation(trpc.warehouse.buildRelease.mutationOptions());
  const { jobs } = useProgress();
  const lastBuild = jobs.find((job) => job.kind === 'build');
  const running = build.isPending || lastBuild?.state === 'queued' || lastBuild?.state === 'running';
  return (
    <Section
      title={t('data.releases.title')}
      note={t('data.releases.note')}
      actions={
        <Button
          leftSection={<IconPackage size={14} stroke={1.75} aria-hidden="true" />}
          loading={running}
          onClick={() => build.mutate()}
        >
          {t('data.releases.build')}
        </Button>
      }
    >
      {build.error !== null && <ErrorState problem={toProblem(build.error, t('data.releases.failed'))} />}
      {running && (
        <p role="status">
          <Loader size={12} color="gray" mr={8} aria-hidden="true" />
          {t('data.releases.building')} <span className="v-ink2">{lastBuild?.message ?? ''}</span>
        </p>
      )}
      {lastBuild?.state === 'failed' && lastBuild.problem !== null && (
        <ErrorState
          problem={{
            title: t('data.releases.failed'),
            message: lastBuild.problem.message,
            cure: lastBuild.problem.cure,
            reportCode: lastBuild.id.slice(0, 6),
            report: JSON.stringify(lastBuild, null, 2),
          }}
        />
      )}
      {releases.data === undefined ? (
        releases.error === null ? (
          <LoadingState shape="table" rows={3} />
        ) : (
          <ErrorState
            problem={toProblem(releases.error, t('data.releases.title'))}
            onRetry={() => void releases.refetch()}
          />
        )
      ) : releases.data.releases.length === 0 ? (
        <EmptyState title={t('data.releases.none')}>{t('data.releases.noneText')}</EmptyState>
      ) : (
        <ReleaseTable releases={releases.data.releases} />
      )}
    </Section>
  );
}

function ReleaseTable({ releases }: { readonly releases: readonly Release[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo(
    (): readonly DataColumn<Release>[] => [
      {
        id: 'number',
        title: t('data.releases.release'),
        value: (release) => release.number,
        cell: (release) => <b>{release.number}</b>,
        width: 80,
      },
      {
        id: 'state',
        title: t('data.releases.state'),
        value: (release) => (release.current ? 1 : 0),
        cell: (release) => (
          <>
            {release.current ? (
              <Tag tone="green" icon={<IconCheck size={12} stroke={2} aria-hidden="true" />}>
                {t('data.releases.current')}
              </Tag>
            ) : (
              <Tag icon={<IconArchive size={12} stroke={2} aria-hidden="true" />}>{t('data.releases.kept')}</Tag>
            )}{' '}
            {release.simulated && <Tag tone="outline">{t('data.releases.simulated')}</Tag>}
          </>
        ),
        phone: 'primary',
      },
      {
        id: 'built',
        title: t('data.releases.built'),
        value: (release) => release.builtAt,
        text: (release) => (release.builtAt === null ? '–' : formatInstant(locale, release.builtAt)),
      },
      {
        id: 'data',
        title: t('data.releases.data'),
        value: (release) => release.dataFrom,
        text: (release) =>
          release.dataFrom === null || release.dataToExclusive === null
            ? '–'
            : t('data.sources.drawnLabel', {
                from: formatDay(locale, release.dataFrom),
                to: formatDay(locale, dayBefore(release.dataToExclusive)),
              }),
      },
      {
        id: 'rows',
        title: t('data.releases.rows'),
        align: 'right',
        value: (release) => release.rows,
        text: (release) => formatCount(locale, release.rows),
      },
      {
        id: 'inputs',
        title: t('data.releases.inputs'),
        align: 'right',
        value: (release) => release.inputs,
        text: (release) => formatCount(locale, release.inputs),
      },
      {
        id: 'size',
        title: t('data.releases.size'),
        align: 'right',
        value: (release) => release.bytes,
        text: (release) => formatBytes(locale, release.bytes),
      },
      {
        id: 'hash',
        title: t('data.releases.manifest'),
        value: (release) => release.hash,
        cell: (release) => <Hash value={release.hash} />,
      },
      {
        id: 'acts',
        title: t('data.releases.verify'),
        header: <span className="v-hidden">{t('data.releases.verify')}</span>,
        sortable: false,
        align: 'right',
        value: () => null,
        cell: (release) => <Acts release={release} />,
        phone: 'block',
      },
    ],
    [t, locale],
  );
  return (
    <DataTable
      caption={t('data.releases.title')}
      rows={releases}
      columns={columns}
      rowKey={(release) => String(release.number)}
    />
  );
}

function Acts({ release }: { readonly release: Release }) {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'inline-flex', gap: 6, flexWrap: 'wrap', justifyContent: 'flex-end' }}>
      <VerifyButton number={release.number} />
      <Button
        component={Link}
        to={`/data/releases/${release.number}`}
        variant="default"
        size="compact-xs"
        aria-label={t('data.releases.showLabel', { number: release.number })}
      >
        {t('data.releases.show')}
      </Button>
    </span>
  );
}
