import {
  ActionIcon,
  Menu,
  SegmentedControl,
  Text,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const SCHEMES = [
  { value: 'light', label: 'shell.bar.light', Icon: IconSun },
  { value: 'dark', label: 'shell.bar.dark', Icon: IconMoon },
  { value: 'auto', label: 'shell.bar.auto', Icon: IconDeviceDesktop },
] as const;

/** Light, dark, or as the system has it. */
export function SchemeSwitch({ labelled }: { readonly labelled?: boolean }) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (labelled === true)
    return (
      <div>
        <Text size="xs" fw={500} mb={4}>
          {t('shell.bar.scheme')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('shell.bar.scheme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
          data={SCHEMES.map((scheme) => ({ value: scheme.value, label: t(scheme.label) }))}
          transitionDuration={0}
        />
      </div>
    );
  const Now = SCHEMES.find((scheme) => scheme.value === colorScheme)?.Icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" width={190} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon size={28} aria-label={t('shell.bar.scheme')}>
          <Now size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} stroke={1.75} />}
            rightSection={value === colorScheme ? <IconCheck size={14} /> : null}
            onClick={() => setColorScheme(value)}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
