import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { trpc } from '../../../api/client.ts';

/** Follows what others, or a new release, do to a case while it is on the screen. */
export function useCaseChanges(id: string): void {
  const queries = useQueryClient();
  useSubscription(
    trpc.access.cases.changes.subscriptionOptions(undefined, {
      onData: ({ data }) => {
        if (data.case.id === id) void queries.invalidateQueries({ queryKey: trpc.access.cases.get.queryKey({ id }) });
        void queries.invalidateQueries({ queryKey: trpc.access.cases.list.pathKey() });
      },
    }),
  );
}
