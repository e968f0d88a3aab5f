import { Button } from '@mantine/core';
import { Tag } from '@vigie/ui';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';

/** Reads every file of a release again and says whether it is as it was built, naming the files that are not. */
export function VerifyButton({ number }: { readonly number: number }) {
  const { t } = useTranslation();
  const verify = useMutation(trpc.warehouse.verifyRelease.mutationOptions());
  const result = verify.data;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        loading={verify.isPending}
        leftSection={<IconShieldCheck size={13} stroke={1.75} aria-hidden="true" />}
        aria-label={t('data.releases.verifyLabel', { number })}
        onClick={() => verify.mutate({ number })}
      >
        {t('data.releases.verify')}
      </Button>
      <span role="status">
        {result?.ok === true && (
          <Tag tone="green" icon={<IconShieldCheck size={12} stroke={2} aria-hidden="true" />}>
            {t('data.releases.verified', { count: result.filesChecked })}
          </Tag>
        )}
        {(result?.ok === false || verify.error !== null) && (
          <Tag tone="red" icon={<IconAlertTriangle size={12} stroke={2} aria-hidden="true" />}>
            {t('data.releases.tampered')}:{' '}
            {result === undefined
              ? verify.error?.message
              : result.problems.map((problem) => `${problem.path} (${problem.problem})`).join(', ')}
          </Tag>
        )}
      </span>
    </>
  );
}
