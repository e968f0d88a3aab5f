import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../common/data.module.css';
import type { Upload } from '../common/types.ts';

const STAGES = ['receive', 'profile', 'read', 'ready'] as const;
export type Stage = (typeof STAGES)[number];

/** Where an upload is: 0 receive, 1 profile, 2 read, 3 ready. */
export function stageOf(upload: Upload): number {
  if (upload.state === 'waiting' || upload.state === 'receiving') return 0;
  if (upload.state === 'received' || upload.state === 'needs-profile') return 1;
  if (upload.state === 'ingesting') return 2;
  if (upload.state === 'done') return 3;
  if (upload.sha256 === null) return 0;
  return upload.profile === null ? 1 : 2;
}

export function UploadStages({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation();
  const now = stageOf(upload);
  return (
    <ol className={classes['stages']}>
      {STAGES.map((stage, index) => (
        <li
          key={stage}
          data-state={index === now ? 'now' : index < now ? 'done' : 'later'}
          aria-current={index === now ? 'step' : undefined}
        >
          {index < now && <IconCheck size={12} stroke={2} aria-hidden="true" />}
          {t(`data.arriving.stage.${stage}`)}
        </li>
      ))}
    </ol>
  );
}
