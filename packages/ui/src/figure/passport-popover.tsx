import { Drawer, Popover } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactElement, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './figure.module.css';
import { PassportBody, type PassportContent } from './passport-body.tsx';

export interface PassportPopoverProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly target: RefObject<HTMLButtonElement | null>;
  readonly content: PassportContent;
  readonly children: ReactElement;
}

/** 366 px beside the figure; a bottom sheet on phones. Focus goes in; Esc and the cross give it back to the number. */
export function PassportPopover({ opened, onClose, target, content, children }: PassportPopoverProps) {
  const { t } = useTranslation('ui');
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const label = `${t('passport.title')} ${content.text ?? ''}`.trim();
  const close = (): void => {
    onClose();
    setTimeout(() => target.current?.focus(), 0);
  };
  if (phone)
    return (
      <>
        {children}
        {opened && (
          <Drawer.Root
            opened
            onClose={close}
            position="bottom"
            size="auto"
            radius="lg"
            padding="md"
            transitionProps={{ duration: 0 }}
          >
            <Drawer.Overlay />
            <Drawer.Content aria-label={label} style={{ height: 'auto', maxHeight: '85dvh', marginTop: 'auto' }}>
              <Drawer.Body pt="sm">
                <div className={classes['sheetHandle']} aria-hidden="true" />
                <PassportBody content={content} onClose={close} />
              </Drawer.Body>
            </Drawer.Content>
          </Drawer.Root>
        )}
      </>
    );
  return (
    <Popover
      opened={opened}
      onChange={(next) => (next ? undefined : close())}
      onDismiss={close}
      width={366}
      position="right-start"
      middlewares={{
        flip: { fallbackPlacements: ['left-start', 'bottom-end', 'bottom-start', 'top-end'] },
        shift: { padding: 8 },
      }}
      trapFocus
      returnFocus
      withinPortal
      transitionProps={{ duration: 0 }}
      keepMounted={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={label} p={0}>
        <PassportBody content={content} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
