import { Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';
import { useSingleKeys } from './use-preferences.ts';

const KEYS = [
  ['shell.keys.jump', ['Ctrl K', '⌘ K']],
  ['shell.keys.filter', ['/']],
  ['shell.keys.go', ['g m', 'g a', 'g d', 'g c']],
  ['shell.keys.month', ['[', ']']],
  ['shell.keys.rows', ['j', 'k']],
  ['shell.keys.open', ['Enter']],
  ['shell.keys.passport', ['p', 'Enter']],
  ['shell.keys.rowsOf', ['r']],
  ['shell.keys.card', ['c']],
  ['shell.keys.swap', ['t']],
  ['shell.keys.map', ['←', '→', '↑', '↓']],
  ['shell.keys.export', ['e']],
  ['shell.keys.help', ['?']],
  ['shell.keys.close', ['Esc']],
] as const;

/** Every key that works here, and the switch that turns the single ones off. */
export function KeysHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.keys.title')}
      size="md"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <dl className={classes['keys']}>
        {KEYS.map(([label, keys]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        label={t('shell.keys.single')}
        description={t('shell.keys.singleHelp')}
      />
    </Modal>
  );
}
