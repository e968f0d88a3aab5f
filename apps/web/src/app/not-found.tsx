import { Button } from '@mantine/core';
import { EmptyState } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('shell.error.notFound')}</h1>
      <EmptyState
        title={t('shell.error.notFoundTitle')}
        action={
          <Button component={Link} to="/market" variant="default">
            {t('shell.error.home')}
          </Button>
        }
      >
        {t('shell.error.notFoundText')}
      </EmptyState>
    </>
  );
}
