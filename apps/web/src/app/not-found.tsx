import { Button } from '@mantine/core';
import { EmptyState } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('shell.error.notFound')}
      action={
        <Button component={Link} to="/market" variant="default">
          {t('shell.error.home')}
        </Button>
      }
    >
      {t('shell.error.notFoundText')}
    </EmptyState>
  );
}
