import { Button, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFormProps } from './case-forms.tsx';
import { OUTCOMES, type OutcomeKind } from './case-types.ts';

/** Close with cause and outcome; a closed case is reopened with a reason. Closing without a cause says beneath why it cannot be. */
export function CaseEnding({ detail, edit }: CaseFormProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<OutcomeKind | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { id } = detail;
  const { version } = edit;
  const closed = detail.state === 'closed';
  const words = text.trim();
  const without = !closed && detail.rootCause === null;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (words === '') return;
    if (closed) edit.save((verbs) => verbs.reopen.mutate({ id, version, reason: words }));
    else if (kind !== null) edit.save((verbs) => verbs.close.mutate({ id, version, outcome: { kind, text: words } }));
  };
  return (
    <form onSubmit={save}>
      <Stack gap="xs">
        {!closed && (
          <Select
            label={t('access.case.outcome')}
            data={OUTCOMES.map((value) => ({ value, label: t(`access.outcome.${value}`) }))}
            value={kind}
            error={tried && kind === null ? t('access.case.chooseOutcome') : undefined}
            onChange={(next) => setKind(OUTCOMES.find((value) => value === next) ?? null)}
          />
        )}
        <Textarea
          label={t(closed ? 'access.case.reopenReason' : 'access.case.outcomeText')}
          value={text}
          error={tried && words === '' ? t('access.case.writeOutcome') : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant={closed ? 'default' : 'filled'} disabled={without} loading={edit.isPending}>
            {t(closed ? 'access.case.reopen' : 'access.case.close')}
          </Button>
          {without && (
            <Text size="xs" c="dimmed" mt={4}>
              {t('access.case.causeFirst')}
            </Text>
          )}
        </div>
      </Stack>
    </form>
  );
}
