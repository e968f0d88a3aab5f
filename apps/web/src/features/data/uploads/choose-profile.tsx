import { Button, JsonInput, Select, Stack } from '@mantine/core';
import { ErrorState, formatShare, LoadingState, useLocale } from '@vigie/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import type { Guess, Upload } from '../common/types.ts';

/** No profile fits: the candidates with what they miss, or the proposed mapping to put right. */
export function ChooseProfile({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation();
  const guess = useQuery(trpc.warehouse.guess.queryOptions({ uploadId: upload.id }));
  const read = useMutation(trpc.warehouse.ingestUpload.mutationOptions());
  if (guess.isLoading) return <LoadingState rows={2} />;
  if (guess.error !== null)
    return (
      <ErrorState
        problem={toProblem(guess.error, t('data.arriving.chooseProfile'))}
        onRetry={() => void guess.refetch()}
      />
    );
  return (
    <Stack gap="sm" mt="sm" maw={620}>
      {(guess.data?.candidates.length ?? 0) > 0 && (
        <Candidates
          guess={guess.data}
          busy={read.isPending}
          onRead={(profile) => read.mutate({ uploadId: upload.id, profile })}
        />
      )}
      {guess.data?.mapping != null && (
        <Mapping
          mapping={guess.data.mapping}
          busy={read.isPending}
          onRead={(mapping) => read.mutate({ uploadId: upload.id, mapping })}
        />
      )}
      {read.error !== null && <ErrorState problem={toProblem(read.error, t('data.arriving.chooseProfile'))} />}
    </Stack>
  );
}

interface CandidatesProps {
  readonly guess: Guess | undefined;
  readonly busy: boolean;
  readonly onRead: (profile: string) => void;
}

function Candidates({ guess, busy, onRead }: CandidatesProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [profile, setProfile] = useState<string | null>(guess?.best ?? guess?.candidates[0]?.profile ?? null);
  const chosen = guess?.candidates.find((candidate) => candidate.profile === profile);
  return (
    <Stack gap={6} align="flex-start">
      <Select
        label={t('data.arriving.chooseProfile')}
        description={
          chosen === undefined || chosen.missing.length === 0
            ? undefined
            : t('data.arriving.missing', { columns: chosen.missing.join(', ') })
        }
        data={(guess?.candidates ?? []).map((candidate) => ({
          value: candidate.profile,
          label: `${candidate.profile}, ${t('data.arriving.fits', { score: formatShare(locale, candidate.score, 0) })}`,
        }))}
        value={profile}
        onChange={setProfile}
        w="100%"
        maw={360}
      />
      <Button disabled={profile === null} loading={busy} onClick={() => profile !== null && onRead(profile)}>
        {t('data.arriving.readAs')}
      </Button>
    </Stack>
  );
}

interface MappingProps {
  readonly mapping: Record<string, unknown>;
  readonly busy: boolean;
  readonly onRead: (mapping: Record<string, unknown>) => void;
}

function Mapping({ mapping, busy, onRead }: MappingProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(mapping, null, 2));
  const [error, setError] = useState<string | null>(null);
  const send = (): void => {
    try {
      onRead(z.record(z.string(), z.unknown()).parse(JSON.parse(text)));
      setError(null);
    } catch (problem) {
      setError(
        t('data.arriving.mappingError', { problem: problem instanceof Error ? problem.message.slice(0, 160) : '' }),
      );
    }
  };
  return (
    <Stack gap={6} align="flex-start">
      <JsonInput
        label={t('data.arriving.mapping')}
        value={text}
        onChange={setText}
        error={error}
        autosize
        minRows={4}
        maxRows={14}
        w="100%"
        classNames={{ input: 'v-mono' }}
      />
      <Button variant="default" loading={busy} onClick={send}>
        {t('data.arriving.useMapping')}
      </Button>
    </Stack>
  );
}
