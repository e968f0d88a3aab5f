import { Button } from '@mantine/core';
import { EmptyState } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Nothing has been built yet: the next act is on the Data screen. */
export function NoRelease({ title = 'shell.nav.market' }: { readonly title?: string }) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t(title)}</h1>
      <EmptyState
        title={t('shell.bar.noRelease')}
        action={
          <Button component={Link} to="/data">
            {t('data.noRelease.act')}
          </Button>
        }
      >
        {t('data.noRelease.text')}
      </EmptyState>
    </>
  );
}
