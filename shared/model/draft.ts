import type { Era } from './instance.ts';

/** JSON as it travels. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A change to the headers that would leave, applied in order after they were built. */
export interface HeaderTamper {
  readonly op: 'drop' | 'set' | 'duplicate' | 'add';
  /** Compared without case for drop, set and duplicate. `set` keeps the place and takes this case. */
  readonly name: string;
  readonly value?: string;
}

/** Deliberate departures from what the protocol asks for. */
export interface Tamper {
  readonly headers: readonly HeaderTamper[];
  /** `_meta` keys set to another value; null is a value. */
  readonly meta: JsonObject;
  /** `_meta` keys left out. */
  readonly dropMeta: readonly string[];
  /** Replaces the whole body, byte for byte. */
  readonly body?: string;
}

/** A request being composed: everything that does not depend on the instance that will get it. */
export interface Draft {
  readonly era: Era;
  /** Sent as MCP-Protocol-Version and in `_meta`. */
  readonly revision: string;
  readonly method: string;
  /** Without `_meta`. */
  readonly params: JsonObject;
  /** inputSchema of the tool that `params.name` names: the source of Mcp-Param-* headers. */
  readonly toolSchema?: JsonValue;
  readonly clientCapabilities: JsonObject;
  readonly clientInfo: { readonly name: string; readonly version: string } | null;
  readonly logLevel?: string;
  /** Absent: none is sent. */
  readonly progressToken?: string | number;
  readonly traceparent?: string;
  /** JSON-RPC id; absent: the engine takes the next free one. */
  readonly requestId?: string | number;
  /** A notification has no id and expects 202. */
  readonly notification?: boolean;
  readonly tamper: Tamper;
  /** Longest silence before the exchange fails, in ms. */
  readonly idleTimeoutMs?: number;
}

export const NO_TAMPER: Tamper = { headers: [], meta: {}, dropMeta: [] };
