import { Button, FileButton, Select } from '@mantine/core';
import { useLocale } from '@vigie/ui';
import { IconCloudUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { useStatus } from '../../../app/use-status.ts';
import classes from '../common/data.module.css';

interface DropZoneProps {
  readonly profile: string | null;
  readonly onProfile: (profile: string | null) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Drag or choose. The profile is guessed from the file unless one is chosen here. */
export function DropZone({ profile, onProfile, onFiles }: DropZoneProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [over, setOver] = useState(false);
  const profiles = useQuery(trpc.warehouse.profiles.queryOptions());
  const waiting = useStatus().data?.waitingIngests;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div className={classes['aside']}>
      <div
        className={classes['drop']}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconCloudUpload size={22} stroke={1.6} aria-hidden="true" />
        <b>{t(over ? 'data.drop.over' : 'data.drop.title')}</b>
        <p>{t('data.drop.text')}</p>
        <FileButton multiple onChange={(files) => onFiles(files)} inputProps={{ 'aria-label': t('data.drop.choose') }}>
          {(props) => (
            <Button {...props} variant="default">
              {t('data.drop.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      <Select
        label={t('data.drop.profile')}
        clearable={profile !== null}
        value={profile ?? ''}
        allowDeselect={false}
        data={[
          { value: '', label: t('data.drop.profileGuess') },
          ...(profiles.data?.profiles ?? []).map((p) => ({ value: p.name, label: p.title[locale] })),
        ]}
        onChange={(next) => onProfile(next === null || next === '' ? null : next)}
      />
      {waiting !== undefined && (
        <p className="v-note v-ink2" style={{ margin: 0 }}>
          {waiting === 0 ? t('data.drop.waitingNone') : t('data.drop.waiting', { count: waiting })}
        </p>
      )}
    </div>
  );
}
