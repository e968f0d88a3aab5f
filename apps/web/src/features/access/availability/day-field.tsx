import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface DayFieldProps {
  readonly value: string;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** The day of the reading; empty means the newest. */
export function DayField({ value, min, max, onChange }: DayFieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="date"
      aria-label={t('access.slots.day')}
      value={value}
      min={min}
      max={max}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}
