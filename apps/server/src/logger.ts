import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { destination, pino, stdTimeFunctions } from 'pino';

export type { Logger } from 'pino';

export interface LogFile {
  readonly logger: Logger;
  readonly path: string;
  /** Writes what is still in memory. */
  flush(): void;
}

/** Everything goes to `VIGIE_HOME/logs/server.log`, one JSON object a line; the terminal stays for people. */
export function openLogFile(home: string, level: string): LogFile {
  const folder = join(home, 'logs');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'server.log');
  const stream = destination({ dest: path, sync: false, mkdir: true });
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  return {
    logger,
    path,
    flush: () => {
      try {
        stream.flushSync();
      } catch {
        // The stream was not open yet: there is nothing to write.
      }
    },
  };
}
