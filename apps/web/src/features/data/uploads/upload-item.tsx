import { Button, Progress } from '@mantine/core';
import { formatBytes, formatCount, formatInstant, formatShare, frenchProblem, PROBLEMS_FR, useLocale } from '@vigie/ui';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleMinus,
  IconFileUpload,
  IconQuestionMark,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from '../common/data.module.css';
import type { Job, Upload } from '../common/types.ts';
import { ChooseProfile } from './choose-profile.tsx';
import { stageOf, UploadStages } from './upload-stages.tsx';
import type { Sending } from './use-send-files.ts';

interface UploadItemProps {
  readonly upload: Upload;
  readonly job: Job | undefined;
  readonly sending: Sending | undefined;
  readonly onCancel: (uploadId: string) => void;
}

const STAGE_NAMES = ['receive', 'profile', 'read', 'ready'] as const;
const RUNNING: readonly Upload['state'][] = ['waiting', 'receiving', 'received', 'ingesting'];

export const isRunning = (upload: Upload): boolean => RUNNING.includes(upload.state);
export const isStopped = (upload: Upload): boolean =>
  upload.state === 'failed' || upload.state === 'cancelled' || upload.state === 'needs-profile';

/** 0–1 of the stage under way, null when it cannot be known. */
function ratioOf(upload: Upload, job: Job | undefined): number | null {
  if (upload.state === 'ingesting') return job?.progressRatio ?? null;
  if (upload.state === 'received') return 1;
  return upload.bytes === null || upload.bytes === 0 ? null : upload.receivedBytes / upload.bytes;
}

const ICONS = {
  done: IconCircleCheck,
  failed: IconAlertCircle,
  cancelled: IconCircleMinus,
  'needs-profile': IconQuestionMark,
} as const;
const TONES: Readonly<Record<string, string>> = { done: 'var(--v-green)', failed: 'var(--v-red)' };

/** One file: what it is, how far it got, what came of it, and the next act when it stopped. */
export function UploadItem({ upload, job, sending, onCancel }: UploadItemProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const ratio = ratioOf(upload, job);
  const Icon = upload.state in ICONS ? ICONS[upload.state as keyof typeof ICONS] : IconFileUpload;
  const profile =
    upload.profile === null
      ? ''
      : t(upload.profileGuessed ? 'data.arriving.guessed' : 'data.arriving.profile', { profile: upload.profile });
  const running = isRunning(upload);
  return (
    <li className={classes['item']}>
      <Icon size={16} stroke={1.75} aria-hidden="true" color={TONES[upload.state]} style={{ marginTop: 2 }} />
      <div>
        <div className={classes['itemHead']}>
          <span className={classes['itemName']}>
            {upload.name} <span>{profile}</span>
          </span>
          <span className="v-ink2 v-note">
            {running ? (ratio === null ? '' : formatShare(locale, ratio, 0)) : formatInstant(locale, upload.updatedAt)}
          </span>
        </div>
        {running && (
          <Progress
            mt={6}
            size={6}
            value={(ratio ?? 1) * 100}
            animated={ratio === null}
            transitionDuration={0}
            aria-label={t('data.arriving.progress', { name: upload.name })}
          />
        )}
        <div className={classes['under']}>
          <Outcome upload={upload} job={job} failure={sending?.failure ?? null} />
          {running && <UploadStages upload={upload} />}
        </div>
        {upload.state === 'needs-profile' && <ChooseProfile upload={upload} />}
        <div className={classes['acts']}>
          {running && (
            <Button
              variant="default"
              size="compact-xs"
              aria-label={t('data.arriving.cancelLabel', { name: upload.name })}
              onClick={() => onCancel(upload.id)}
            >
              {t('data.arriving.cancel')}
            </Button>
          )}
          {upload.ingestId !== null && (
            <Button
              variant="default"
              size="compact-xs"
              component={Link}
              to="/data/ingests/$id"
              params={{ id: upload.ingestId } as never}
            >
              {t('data.arriving.seeRows')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

/** What is happening, or what came of it, in a sentence. */
function Outcome({
  upload,
  job,
  failure,
}: {
  readonly upload: Upload;
  readonly job: Job | undefined;
  readonly failure: string | null;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const count = (n: number): string => formatCount(locale, n);
  if (upload.problem !== null || failure !== null) {
    const where = Object.entries(upload.problem?.where ?? {}).filter(([key]) => key !== 'file');
    const told =
      (locale === 'fr' && upload.problem !== null
        ? frenchProblem(PROBLEMS_FR[upload.problem.reason], upload.problem.where)
        : null) ?? upload.problem;
    const sentences = [
      told?.message ?? failure ?? '',
      ...where.map(([key, value]) => `(${key} ${value})`),
      told?.cure ?? '',
    ];
    return (
      <>
        <span className={classes['error']}>{sentences.filter(Boolean).join(' ')}</span>
        <span className={classes['error']}>
          {t('data.arriving.stopped', { stage: t(`data.arriving.stage.${STAGE_NAMES[stageOf(upload)] ?? 'receive'}`) })}
        </span>
      </>
    );
  }
  if (upload.state === 'cancelled') return <span>{t('data.arriving.cancelled')}</span>;
  if (upload.state === 'ingesting') return <span>{job?.message ?? ''}</span>;
  if (upload.state === 'done')
    return (
      <span>
        {upload.rows !== null &&
          t('data.arriving.kept', {
            accepted: count(upload.rows.accepted),
            rejected: count(upload.rows.rejected),
            warned: count(upload.rows.warned),
          })}{' '}
        {upload.alreadyKnown && t('data.arriving.known')}
      </span>
    );
  const received = formatBytes(locale, upload.receivedBytes);
  return (
    <span>
      {upload.bytes === null
        ? t('data.arriving.receivedOnly', { received })
        : t('data.arriving.received', { received, total: formatBytes(locale, upload.bytes) })}
    </span>
  );
}
