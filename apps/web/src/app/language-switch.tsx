import { SegmentedControl, Text } from '@mantine/core';
import { useLocale, type Locale } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { setLanguage } from '../i18n/setup.ts';

/** FR or EN. `labelled` writes the label above, as in the phone's sheet. */
export function LanguageSwitch({ labelled }: { readonly labelled?: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const data =
    labelled === true
      ? [
          { value: 'fr', label: t('shell.bar.french') },
          { value: 'en', label: t('shell.bar.english') },
        ]
      : [
          { value: 'fr', label: 'FR' },
          { value: 'en', label: 'EN' },
        ];
  return (
    <div>
      {labelled === true && (
        <Text size="xs" fw={500} mb={4}>
          {t('shell.bar.language')}
        </Text>
      )}
      <SegmentedControl
        aria-label={t('shell.bar.language')}
        value={locale}
        onChange={(value) => void setLanguage(value as Locale)}
        data={data}
        fullWidth={labelled === true}
        transitionDuration={0}
      />
    </div>
  );
}
