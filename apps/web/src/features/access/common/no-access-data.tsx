import { Button } from '@mantine/core';
import { EmptyState } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The release holds no access data: which files would bring them, and where. */
export function NoAccessData() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('access.none.title')}
      action={
        <Button component={Link} to="/data">
          {t('access.none.act')}
        </Button>
      }
    >
      {t('access.none.text')}
    </EmptyState>
  );
}
