import { Tag } from '@vigie/ui';
import { IconBell, IconBellRinging, IconMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Level } from '../common/monitor-row.ts';

const LOOK = {
  QUIET: { tone: 'neutral', Icon: IconMoon },
  WATCH: { tone: 'amber', Icon: IconBell },
  ALARM: { tone: 'red', Icon: IconBellRinging },
} as const;

/** The year's level: icon, word and colour. Other words than the month's statuses, since it answers another question. */
export function LevelTag({ level }: { readonly level: Level }) {
  const { t } = useTranslation();
  const { tone, Icon } = LOOK[level];
  return (
    <Tag tone={tone} icon={<Icon size={12} stroke={2} aria-hidden="true" />}>
      {t(`access.level.${level}`)}
    </Tag>
  );
}
