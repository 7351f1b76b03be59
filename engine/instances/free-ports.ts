import { createServer, type Server } from 'node:net';
import { AppError } from '../app-error.ts';
import { errorCode } from '../transport/transport-failure.ts';

const ATTEMPTS = 20;

/**
 * So many TCP ports that nobody listens on at 127.0.0.1 nor at ::1, all different. Somebody else can take one before
 * its server does: that shows when it starts. Rejects with AppError IO where the system has none to give.
 */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  try {
    const ports: number[] = [];
    for (let attempt = 0; ports.length < count; attempt += 1) {
      const server = await hold('127.0.0.1', 0);
      const address = server?.address();
      if (!server || address === null || typeof address !== 'object') throw noPort();
      held.push(server);
      const twin = await hold('::1', address.port);
      if (twin) held.push(twin);
      if (twin !== undefined) ports.push(address.port);
      else if (attempt > count + ATTEMPTS) throw noPort();
    }
    return ports;
  } finally {
    await Promise.all(held.map(close));
  }
}

/** Whether a server could listen there now. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = await hold('127.0.0.1', port);
  if (server) await close(server);
  return Boolean(server);
}

/** Undefined where somebody else has it; null where this machine has no such address. */
function hold(host: string, port: number): Promise<Server | null | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      const code = errorCode(error);
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? null : undefined);
    });
    server.listen({ host, port, exclusive: true }, () => {
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

function noPort(): AppError {
  return new AppError(
    'IO',
    'No free port was found on 127.0.0.1. Close programs that hold many, and try again.',
  );
}
