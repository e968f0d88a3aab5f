import { Alert, Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { ErrorState } from '@vigie/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../api/problem.ts';
import { CaseEnding } from './case-ending.tsx';
import { ROOT_CAUSES, type CaseDetail, type RootCauseKind } from './case-types.ts';
import own from './cases.module.css';
import { useCaseEdit } from './use-case-edit.ts';

/** What a person may do with a case. A conflict says so and shows the newer case; what was typed stays until it is saved. */
export function CaseForms({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation();
  const edit = useCaseEdit(detail.id, detail.version);
  return (
    <aside className={own['forms']} aria-label={t('access.case.acts')}>
      {edit.conflict && (
        <Alert color="red" title={t('access.case.conflictTitle')} role="alert">
          {t('access.case.conflict')}
        </Alert>
      )}
      {edit.error !== null && <ErrorState problem={toProblem(edit.error, t('access.case.notSaved'))} />}
      {detail.state === 'open' && (
        <>
          <OwnerForm detail={detail} edit={edit} />
          <CauseForm detail={detail} edit={edit} />
        </>
      )}
      <NoteForm detail={detail} edit={edit} />
      <CaseEnding detail={detail} edit={edit} />
    </aside>
  );
}

export interface CaseFormProps {
  readonly detail: CaseDetail;
  readonly edit: ReturnType<typeof useCaseEdit>;
}

function OwnerForm({ detail, edit }: CaseFormProps) {
  const { t } = useTranslation();
  const [owner, setOwner] = useState(detail.owner ?? '');
  const [due, setDue] = useState<string>(detail.dueOn);
  const { id } = detail;
  const { version } = edit;
  const saveOwner = (event: FormEvent): void => {
    event.preventDefault();
    edit.save((verbs) => verbs.assign.mutate({ id, version, owner: owner.trim() === '' ? null : owner.trim() }));
  };
  const saveDue = (event: FormEvent): void => {
    event.preventDefault();
    edit.save((verbs) => verbs.setDueDate.mutate({ id, version, dueOn: due }));
  };
  return (
    <Stack gap="sm">
      <form onSubmit={saveOwner} className={own['line']}>
        <TextInput
          label={t('access.cases.column.owner')}
          description={t('access.case.ownerHelp')}
          value={owner}
          maxLength={120}
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          disabled={owner.trim() === (detail.owner ?? '')}
          loading={edit.isPending}
        >
          {t('access.case.assign')}
        </Button>
      </form>
      <form onSubmit={saveDue} className={own['line']}>
        <TextInput
          type="date"
          label={t('access.cases.column.due')}
          value={due}
          required
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={due === detail.dueOn || due === ''} loading={edit.isPending}>
          {t('access.case.move')}
        </Button>
      </form>
    </Stack>
  );
}

function CauseForm({ detail, edit }: CaseFormProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<RootCauseKind | null>(detail.rootCause?.kind ?? null);
  const [text, setText] = useState(detail.rootCause?.text ?? '');
  const [tried, setTried] = useState(false);
  const missing = text.trim() === '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (kind === null || missing) return;
    edit.save((verbs) =>
      verbs.setRootCause.mutate({ id: detail.id, version: edit.version, rootCause: { kind, text: text.trim() } }),
    );
  };
  return (
    <form onSubmit={save}>
      <Stack gap="xs">
        <Select
          label={t('access.case.rootCause')}
          data={ROOT_CAUSES.map((value) => ({ value, label: t(`access.cause.${value}`) }))}
          value={kind}
          error={tried && kind === null ? t('access.case.chooseCause') : undefined}
          onChange={(next) => setKind(ROOT_CAUSES.find((value) => value === next) ?? null)}
        />
        <Textarea
          label={t('access.case.causeText')}
          value={text}
          error={tried && missing ? t('access.case.writeCause') : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={edit.isPending}>
            {t('access.case.saveCause')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function NoteForm({ detail, edit }: CaseFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const missing = note.trim() === '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missing) return;
    edit.save(async (verbs) => {
      const changed = await verbs.addNote.mutate({ id: detail.id, note: note.trim() });
      setNote('');
      setTried(false);
      return changed;
    });
  };
  return (
    <form onSubmit={save}>
      <Stack gap="xs">
        <Textarea
          label={t('access.case.note')}
          value={note}
          error={tried && missing ? t('access.case.writeNote') : undefined}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={edit.isPending}>
            {t('access.case.addNote')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
