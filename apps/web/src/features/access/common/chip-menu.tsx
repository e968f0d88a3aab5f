import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import chips from '../../../filters/filter-bar.module.css';
import classes from './access.module.css';

export interface ChipChoice {
  readonly value: string;
  readonly label: ReactNode;
}

interface ChipMenuProps {
  readonly label: string;
  readonly shown: ReactNode;
  readonly choices: readonly ChipChoice[];
  readonly value: string | null;
  readonly chosen: boolean;
  readonly onChoose: (value: string) => void;
  /** The first filter of the page: what / opens. */
  readonly first?: boolean;
}

/** A filter as a chip that opens its choices. */
export function ChipMenu({ label, shown, choices, value, chosen, onChoose, first }: ChipMenuProps) {
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }} width={240}>
      <Menu.Target>
        <UnstyledButton
          className={`${chips['chip']} ${classes['chip']}`}
          data-chosen={chosen || undefined}
          data-filter={first || undefined}
        >
          {label} <b>{shown}</b>
          <IconChevronDown size={13} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes['menu']} aria-label={label}>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            onClick={() => onChoose(choice.value)}
            rightSection={choice.value === value ? <IconCheck size={14} aria-hidden="true" /> : null}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
