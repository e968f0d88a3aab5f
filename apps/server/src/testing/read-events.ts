export interface SseMessage {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Reads server-sent events as they come; Node has no global EventSource. */
export async function* readEvents(url: string, signal: AbortSignal, lastEventId?: string): AsyncGenerator<SseMessage> {
  const headers = {
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const response = await fetch(url, { headers, signal });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string): string =>
        part
          .split('\n')
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim() ?? '';
      yield { event: field('event'), id: field('id'), data: field('data') };
    }
  }
}

/** Messages that carry something, until one of them satisfies. */
export async function collectEvents(
  url: string,
  last: (data: string) => boolean,
  lastEventId?: string,
): Promise<SseMessage[]> {
  const leaving = new AbortController();
  const seen: SseMessage[] = [];
  for await (const message of readEvents(url, leaving.signal, lastEventId)) {
    if (message.event !== '' || message.data === '') continue;
    seen.push(message);
    if (last(message.data)) break;
  }
  leaving.abort();
  return seen;
}
