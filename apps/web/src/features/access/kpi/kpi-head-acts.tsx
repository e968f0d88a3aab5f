import { Button } from '@mantine/core';
import { IconRulerMeasure } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** To the card: how the indicator is counted, and how it was calibrated. */
export function KpiHeadActs() {
  const { t } = useTranslation();
  return (
    <Button
      component={Link}
      to="/cards/access.parity"
      variant="default"
      leftSection={<IconRulerMeasure size={15} stroke={1.75} aria-hidden="true" />}
    >
      {t('ui:passport.card')}
    </Button>
  );
}
