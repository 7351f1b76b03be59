import type { Failure, FailureKind } from '../../shared/model/exchange.ts';

/**
 * Why an exchange came to no proper end, while it travels inside the transport. Never leaves it as an
 * exception: `sendHttp` turns it into `ExchangeEnd.failure`.
 */
export class TransportFailure extends Error {
  readonly kind: FailureKind;
  /** System error code such as ECONNREFUSED, where there is one. */
  readonly code: string | undefined;

  constructor(kind: FailureKind, message: string, code?: string) {
    super(message);
    this.name = 'TransportFailure';
    this.kind = kind;
    this.code = code;
  }

  /** The same as data. `at` is epoch ms. */
  toFailure(at: number): Failure {
    return {
      kind: this.kind,
      message: this.message,
      at,
      ...(this.code !== undefined && { code: this.code }),
    };
  }
}

/** A host and port as people write them: `127.0.0.1:80`, `[::1]:80`. */
export function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

/** The `code` of a Node error; undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The `syscall` of a Node system error, such as `write`; undefined where it has none. */
export function errorSyscall(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  return typeof error.syscall === 'string' ? error.syscall : undefined;
}

/** What an error says of itself, without its stack. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
