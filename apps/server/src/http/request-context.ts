import type { ApiContext, ApiServices } from '@vigie/api';

/** The one place that says who asks. There are no accounts yet: whoever reaches this server is its local user. */
export function requestContext(
  services: ApiServices,
  logUnexpected: ApiContext['logUnexpected'],
): Record<string, unknown> & ApiContext {
  return { ...services, actor: { kind: 'local', name: 'local user' }, logUnexpected };
}
