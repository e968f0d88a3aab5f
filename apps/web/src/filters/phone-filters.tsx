import { Button, Drawer, Stack, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ViewsProps } from './filter-bar.tsx';
import classes from './filter-bar.module.css';
import { FilterControl } from './filter-control.tsx';
import { CLEARED, MAIN_FILTERS } from './filter-list.tsx';

/** The chosen filters in a row that scrolls, and all of them in a sheet. */
export function PhoneFilters({ views, search, onChange }: ViewsProps) {
  const { t } = useTranslation();
  const [opened, sheet] = useDisclosure(false);
  return (
    <>
      <div className={classes['chipRow']} role="group" aria-label={t('filters.title')}>
        <UnstyledButton className={classes['chip']} data-filter onClick={sheet.open} aria-haspopup="dialog">
          <IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />
          {t('filters.title')}
        </UnstyledButton>
        {views
          .filter((view) => view.chosen || MAIN_FILTERS.slice(0, 3).includes(view.id))
          .map((view) => (
            <UnstyledButton
              key={view.id}
              className={classes['chip']}
              onClick={sheet.open}
              data-chosen={view.chosen || undefined}
            >
              {view.label} <b>{view.value}</b>
            </UnstyledButton>
          ))}
      </div>
      <Drawer
        opened={opened}
        onClose={sheet.close}
        position="bottom"
        size="85%"
        title={t('filters.title')}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
      >
        <Stack gap="lg" pb="xl">
          {views.map((view) => (
            <FilterControl key={view.id} id={view.id} search={search} onChange={onChange} />
          ))}
          <Button
            variant="default"
            onClick={() => onChange(Object.assign({}, ...views.map((view) => CLEARED[view.id])))}
          >
            {t('filters.resetAll')}
          </Button>
          <Button onClick={sheet.close}>{t('filters.done')}</Button>
        </Stack>
      </Drawer>
    </>
  );
}
