import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@vigie/kernel';
import { z } from 'zod';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const GIB = 1024 ** 3;

const wholeNumber = z.coerce.number().int();

const environmentSchema = z.object({
  PORT: wholeNumber.min(0).max(65_535).default(4300),
  /** 127.0.0.1: only this machine. Anything else opens the server to the network, and there are no accounts yet. */
  HOST: z.string().min(1).default('127.0.0.1'),
  VIGIE_HOME: z.string().min(1).default('.vigie'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address that begins with postgres://')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** A demonstration market of another size than the usual one; 0 practitioners: none at all. */
  VIGIE_DEMO_PRACTITIONERS: wholeNumber.min(0).max(1_000_000).optional(),
  VIGIE_DEMO_MONTHS: wholeNumber.min(1).max(180).optional(),
  VIGIE_DEMO_BOOKINGS: wholeNumber.min(100).optional(),
  VIGIE_DEMO_SEED: wholeNumber.min(0).optional(),
  VIGIE_MAX_UPLOAD_BYTES: wholeNumber.min(1).default(20 * GIB),
});

/** What differs from the usual demonstration market. */
export interface DemoOverrides {
  readonly practitioners?: number | undefined;
  readonly months?: number | undefined;
  readonly bookings?: number | undefined;
  readonly seed?: number | undefined;
}

export interface ServerEnvironment {
  readonly port: number;
  readonly host: string;
  /** Absolute. All state of the installation. */
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly logLevel: string;
  readonly demo: DemoOverrides;
  readonly maxUploadBytes: number;
  /** The built web application. */
  readonly webFolder: string;
}

/**
 * The only reader of the environment. Empty values count as absent.
 * @throws AppError BAD_INPUT naming the variable.
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): ServerEnvironment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? '');
    throw new AppError(
      'BAD_INPUT',
      `The environment variable ${name} is “${given[name] ?? ''}”: ${issue?.message ?? 'not valid'}.`,
      {
        reason: 'BAD_ENVIRONMENT',
        where: { variable: name },
      },
    );
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    home: resolve(REPOSITORY, env.VIGIE_HOME),
    databaseUrl: env.DATABASE_URL,
    logLevel: env.LOG_LEVEL,
    demo: {
      practitioners: env.VIGIE_DEMO_PRACTITIONERS,
      months: env.VIGIE_DEMO_MONTHS,
      bookings: env.VIGIE_DEMO_BOOKINGS,
      seed: env.VIGIE_DEMO_SEED,
    },
    maxUploadBytes: env.VIGIE_MAX_UPLOAD_BYTES,
    webFolder: resolve(REPOSITORY, 'apps/web/dist'),
  };
}
