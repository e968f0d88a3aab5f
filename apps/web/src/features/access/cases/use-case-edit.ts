import { TRPCClientError } from '@trpc/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import * as z from 'zod/mini';
import { client, trpc } from '../../../api/client.ts';
import type { CaseDetail } from './case-types.ts';

const conflictSchema = z.object({ appCode: z.literal('CONFLICT') });

/** Whether somebody, or a new release, changed the case between reading and writing. */
export const isConflict = (error: unknown): boolean =>
  error instanceof TRPCClientError && conflictSchema.safeParse(error.data).success;

type Verbs = typeof client.access.cases;
export type CaseEdit = (verbs: Verbs) => Promise<CaseDetail>;

/**
 * Makes one change and puts the case as it is now on the screen. A change names the version that the person began to write on, even when the page has
 * followed a newer one since: somebody else’s change is told before it is built upon. What was typed stays.
 */
export function useCaseEdit(id: string, begunOn: number) {
  const queries = useQueryClient();
  const [version, setVersion] = useState(begunOn);
  const [conflict, setConflict] = useState(false);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (edit: CaseEdit) => edit(client.access.cases),
    onSuccess: (detail) => {
      setConflict(false);
      setVersion(detail.version);
      queries.setQueryData(trpc.access.cases.get.queryKey({ id }), detail);
      void queries.invalidateQueries({ queryKey: trpc.access.cases.list.pathKey() });
    },
    onError: async (failure) => {
      if (!isConflict(failure)) return;
      setConflict(true);
      const newer = await queries.fetchQuery({ ...trpc.access.cases.get.queryOptions({ id }), staleTime: 0 });
      setVersion(newer.version);
    },
  });
  const save = useCallback((edit: CaseEdit) => mutate(edit), [mutate]);
  return { save, version, error: conflict ? null : error, conflict, isPending, reset };
}
