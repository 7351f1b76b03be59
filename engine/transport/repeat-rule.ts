import { errorCode, errorSyscall } from './transport-failure.ts';

/** Methods that may be repeated after a lost connection: https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);
/** What the kernel takes from an idle connection whole or not at all. */
const ATOMIC_WRITE_BYTES = 16 * 1024;

/**
 * Whether a request that met a dead kept-open connection, before any byte of an answer, may be sent once more
 * without being asked (RFC 9110 section 9.2.2, RFC 9112 section 9.3.1). An idempotent method may. A POST may
 * only where it certainly never left: the server of a lost POST may have acted on it and then died, and an
 * inspector that sent it twice would be lying about what it did.
 */
export function isSafeToRepeat(httpMethod: string, sentBytes: number, error: unknown): boolean {
  const code = errorCode(error);
  if (code !== 'ECONNRESET' && code !== 'EPIPE') return false;
  if (IDEMPOTENT.has(httpMethod.toUpperCase())) return true;
  return sentBytes === 0 || (errorSyscall(error) === 'write' && sentBytes <= ATOMIC_WRITE_BYTES);
}
