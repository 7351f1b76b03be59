import type { Responders } from './input.ts';
import type { Era } from './instance.ts';
import type { JsonObject, JsonValue } from './json.ts';

export type { JsonObject, JsonValue } from './json.ts';

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
  /** Modern era over HTTP: sent by this method, without a body and the headers that mirror it. */
  readonly httpMethod?: 'GET' | 'DELETE';
  /** What was done to the requestState of this round on purpose: `params` already has the outcome. */
  readonly requestState?: 'dropped' | 'changed';
}

/** A request being composed: everything that does not depend on the instance that will get it. */
export interface Draft {
  /** `auto`: the era of the instance that gets it, found out where it is not known. */
  readonly era: Era | 'auto';
  /** Sent as MCP-Protocol-Version and in `_meta`; in the legacy era what was agreed on is sent instead. */
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
  /** Longest wait for the answer, in ms; the request is then cancelled. Absent: `idleTimeoutMs` alone holds. */
  readonly timeoutMs?: number;
  /** Each progress notification starts `timeoutMs` anew, up to this many ms in all. Absent: progress changes nothing. */
  readonly maxTimeoutMs?: number;
  /**
   * `false`: exactly this one request. Otherwise what the specification wants follows by itself, each step an
   * exchange: the right revision, fresh headers, the other era, the next round where a responder answers.
   */
  readonly followUp?: boolean;
  /** Replaces the workspace's responders for this request. */
  readonly respond?: Responders;
}

export const NO_TAMPER: Tamper = { headers: [], meta: {}, dropMeta: [] };
