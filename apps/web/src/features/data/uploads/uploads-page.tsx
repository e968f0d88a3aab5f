import { EmptyState, ErrorState, LoadingState, Section } from '@vigie/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../api/problem.ts';
import classes from '../common/data.module.css';
import { useProgress } from '../common/progress-context.tsx';
import { LatestRefusals } from '../ingests/latest-refusals.tsx';
import { ReleasesSection } from '../releases/releases-section.tsx';
import { DropZone } from './drop-zone.tsx';
import { isRunning, isStopped, UploadItem } from './upload-item.tsx';
import { useSendFiles } from './use-send-files.ts';

const SHOWN = 8;

/** Files on their way in, the rows that were refused, and the releases made of the rest. */
export function UploadsPage() {
  const { t } = useTranslation();
  const { uploads, jobs, loading } = useProgress();
  const [profile, setProfile] = useState<string | null>(null);
  const { send, cancel, sendings, failure } = useSendFiles(profile);
  const running = uploads.filter(isRunning).length;
  const stopped = uploads.filter(isStopped).length;
  const shown = uploads.slice(0, SHOWN);
  return (
    <>
      <div className={classes['top']}>
        <div>
          <Section
            first
            title={t('data.arriving.title')}
            note={t('data.arriving.note')}
            actions={
              uploads.length > 0 ? (
                <span className="v-note v-ink3">
                  {t('data.arriving.counts', { running, done: uploads.length - running - stopped, stopped })}
                </span>
              ) : undefined
            }
          >
            {failure !== null && <ErrorState problem={toProblem(failure, t('data.arriving.sendFailed'))} />}
            {loading ? (
              <LoadingState shape="table" rows={3} />
            ) : shown.length === 0 ? (
              <EmptyState title={t('data.arriving.none')}>{t('data.arriving.noneText')}</EmptyState>
            ) : (
              <ul className={classes['items']}>
                {shown.map((upload) => (
                  <UploadItem
                    key={upload.id}
                    upload={upload}
                    job={jobs.find((job) => job.id === upload.jobId)}
                    sending={sendings.get(upload.id)}
                    onCancel={(id) => void cancel(id)}
                  />
                ))}
              </ul>
            )}
          </Section>
        </div>
        <DropZone profile={profile} onProfile={setProfile} onFiles={(files) => void send(files)} />
      </div>
      <LatestRefusals />
      <ReleasesSection />
    </>
  );
}
