import { useCallback, useRef, useState } from 'react';
import * as z from 'zod/mini';
import { client } from '../../../api/client.ts';

/** A transfer that this page is making. Once the bytes are there the server goes on alone. */
export interface Sending {
  readonly uploadId: string;
  readonly failure: string | null;
}

const answerSchema = z.object({
  error: z.optional(z.object({ message: z.optional(z.string()) })),
  message: z.optional(z.string()),
});

/** Announces each file, then sends its bytes as they are: never a form, never whole in memory. */
export function useSendFiles(profile: string | null) {
  const [sendings, setSendings] = useState<ReadonlyMap<string, Sending>>(new Map());
  const [failure, setFailure] = useState<unknown>(null);
  const transfers = useRef(new Map<string, AbortController>());
  const note = useCallback(
    (uploadId: string, problem: string | null) =>
      setSendings((was) => new Map(was).set(uploadId, { uploadId, failure: problem })),
    [],
  );

  const sendOne = useCallback(
    async (file: File) => {
      const { uploadId, url } = await client.warehouse.createUpload.mutate({
        name: file.name,
        bytes: file.size,
        ...(profile === null ? {} : { profile }),
      });
      const controller = new AbortController();
      transfers.current.set(uploadId, controller);
      note(uploadId, null);
      try {
        const response = await fetch(url, {
          method: 'POST',
          body: file,
          headers: { 'content-type': 'application/octet-stream' },
          signal: controller.signal,
        });
        if (!response.ok) {
          const answer = answerSchema.safeParse(await response.json());
          note(
            uploadId,
            answer.success
              ? (answer.data.message ?? answer.data.error?.message ?? response.statusText)
              : response.statusText,
          );
        }
      } catch (error) {
        if (!controller.signal.aborted) note(uploadId, error instanceof Error ? error.message : String(error));
      } finally {
        transfers.current.delete(uploadId);
      }
    },
    [note, profile],
  );

  const send = useCallback(
    async (files: readonly File[]) => {
      setFailure(null);
      try {
        for (const file of files) await sendOne(file);
      } catch (error) {
        setFailure(error);
      }
    },
    [sendOne],
  );

  const cancel = useCallback(async (uploadId: string) => {
    transfers.current.get(uploadId)?.abort();
    await client.warehouse.cancelUpload.mutate({ uploadId });
  }, []);

  return { send, cancel, sendings, failure };
}
