import type { TransportLimits } from '../../transport/http-request.ts';

/**
 * A gateway must not end what client and server still want: a tool may work for minutes before it says a word. Who gives up
 * is the client, and its leaving reaches the server.
 */
export const FORWARDING_LIMITS: TransportLimits = {
  idleTimeoutMs: 10 * 60_000,
  connectTimeoutMs: 10_000,
  streamIdleTimeoutMs: 0,
  // Of the record alone: what is handed on has no limit.
  maxBodyBytes: 256 * 1024 * 1024,
  maxHeaderBytes: 256 * 1024,
};

/** A second request whose answer nobody waits for must end by itself. */
export const DUPLICATE_LIMITS: TransportLimits = {
  ...FORWARDING_LIMITS,
  idleTimeoutMs: 60_000,
  streamIdleTimeoutMs: 60_000,
  maxBodyBytes: 64 * 1024 * 1024,
};
