import type { AppErrorCode, BridgeError } from '../shared/bridge/result.ts';

/**
 * Hopscope cannot do what was asked: no such instance, an unreadable capture. Becomes `Result.error` at the
 * bridge. What a peer did wrong is never an AppError: that is data in the exchange.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: AppErrorCode, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  toBridgeError(): BridgeError {
    return { code: this.code, message: this.message, ...(this.details && { details: this.details }) };
  }
}
