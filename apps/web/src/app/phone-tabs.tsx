import { Button, Drawer, Stack, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconKeyboard } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './language-switch.tsx';
import { SCREENS } from './navigation.ts';
import { SchemeSwitch } from './scheme-switch.tsx';
import classes from './shell.module.css';

/** The screens as tabs at the thumb; the rest under “More”. */
export function PhoneTabs({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation();
  const [opened, more] = useDisclosure(false);
  return (
    <nav className={classes['tabs']} aria-label={t('shell.nav.label')}>
      {SCREENS.map((screen) => (
        <Link
          key={screen.to}
          to={screen.to}
          search={(was) => ({ release: was.release })}
          className={classes['tab']}
          activeProps={{ 'aria-current': 'page' }}
        >
          <screen.Icon size={20} stroke={1.75} aria-hidden="true" />
          {t(screen.label)}
        </Link>
      ))}
      <UnstyledButton className={classes['tab']} onClick={more.open} aria-haspopup="dialog">
        <IconDots size={20} stroke={1.75} aria-hidden="true" />
        {t('shell.nav.more')}
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={more.close}
        position="bottom"
        size="auto"
        title={t('shell.nav.more')}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
      >
        <Stack gap="lg" pb="lg">
          <LanguageSwitch labelled />
          <SchemeSwitch labelled />
          <Button
            variant="default"
            leftSection={<IconKeyboard size={16} aria-hidden="true" />}
            onClick={() => {
              more.close();
              onHelp();
            }}
          >
            {t('shell.bar.keys')}
          </Button>
        </Stack>
      </Drawer>
    </nav>
  );
}
