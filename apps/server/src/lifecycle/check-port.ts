import { createServer } from 'node:net';
import { AppError } from '@vigie/kernel';

/** One clear sentence for what can go wrong with a port. */
export function portProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = { host, port };
  if (code === 'EADDRINUSE') {
    return new AppError('CONFLICT', `Port ${port} is already in use by another program.`, {
      reason: 'PORT_IN_USE',
      where,
      cure: `Stop that program, or choose another port: PORT=${port + 1} npm start`,
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    const cure = 'Choose a port above 1023 with PORT, and an address of this machine with HOST.';
    return new AppError('UNAVAILABLE', `The server may not listen on ${host}, port ${port}.`, {
      reason: 'PORT_REFUSED',
      where,
      cure,
      cause: error,
    });
  }
  return error;
}

/** Asked before anything is started, so that a taken port costs a second and not a minute. @throws AppError CONFLICT. */
export async function checkPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portProblem(error, host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
