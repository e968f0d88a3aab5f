import { Drawer, Popover } from '@mantine/core';
import { useClickOutside, useMediaQuery } from '@mantine/hooks';
import { useState, type ReactElement, type RefObject } from 'react';
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

/** The number, and its passport once it is asked for. A page of a hundred numbers carries no hundred popovers. */
export function PassportPopover({ opened, onClose, target, content, children }: PassportPopoverProps) {
  const close = (): void => {
    onClose();
    setTimeout(() => target.current?.focus(), 0);
  };
  return (
    <span className={classes['anchorBox']}>
      {children}
      {opened && <OpenPassport target={target} content={content} close={close} />}
    </span>
  );
}

interface OpenPassportProps {
  readonly target: RefObject<HTMLButtonElement | null>;
  readonly content: PassportContent;
  readonly close: () => void;
}

/** 366 px beside the figure; a bottom sheet on phones. Focus goes in; Esc and the cross give it back to the number. */
function OpenPassport({ target, content, close }: OpenPassportProps) {
  const { t } = useTranslation('ui');
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const label = `${t('passport.title')} ${content.text ?? ''}`.trim();
  return phone ? (
    <PassportSheet content={content} label={label} close={close} />
  ) : (
    <PassportBeside target={target} content={content} label={label} close={close} />
  );
}

function PassportSheet({ content, label, close }: Omit<OpenPassportProps, 'target'> & { readonly label: string }) {
  return (
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
  );
}

function PassportBeside({ target, content, label, close }: OpenPassportProps & { readonly label: string }) {
  const [dropdown, setDropdown] = useState<HTMLDivElement | null>(null);
  // A click on the number itself is its own business: it closes as it opens.
  useClickOutside(close, null, [dropdown, target.current]);
  return (
    <Popover
      opened
      onChange={(next) => (next ? undefined : close())}
      closeOnClickOutside={false}
      width={366}
      position="right-start"
      middlewares={{
        flip: { fallbackPlacements: ['left-start', 'bottom-end', 'bottom-start', 'top-end'] },
        shift: { padding: 8 },
      }}
      trapFocus
      withinPortal
      // The number itself is the button that says so; the anchor is a place only.
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={classes['anchor']} />
      </Popover.Target>
      <Popover.Dropdown ref={setDropdown} role="dialog" aria-label={label} p={0}>
        <PassportBody content={content} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
