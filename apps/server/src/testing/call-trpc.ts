import superjson from 'superjson';

export interface TrpcAnswer {
  readonly status: number;
  readonly data: unknown;
  /** `shape.data` of an error, with its message. */
  readonly error: { message: string; data: Record<string, unknown> } | null;
}

/** One query over HTTP, as the web sends it. */
export async function callTrpc(url: string, path: string, input?: unknown): Promise<TrpcAnswer> {
  const query = encodeURIComponent(JSON.stringify(superjson.serialize(input)));
  return readAnswer(await fetch(`${url}/trpc/${path}?input=${query}`));
}

async function readAnswer(response: Response): Promise<TrpcAnswer> {
  const body = (await response.json()) as { result?: { data: never }; error?: { json: TrpcAnswer['error'] } };
  const data: unknown = body.result === undefined ? null : superjson.deserialize(body.result.data);
  return { status: response.status, data, error: body.error?.json ?? null };
}

/** One change over HTTP. */
export async function postTrpc(url: string, path: string, input: unknown): Promise<TrpcAnswer> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(superjson.serialize(input));
  return readAnswer(await fetch(`${url}/trpc/${path}`, { method: 'POST', headers, body }));
}
