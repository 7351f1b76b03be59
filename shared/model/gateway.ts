import type { HeaderPair } from './headers.ts';

/** How a request's instance is chosen among its candidates. */
export type Strategy =
  | { readonly kind: 'round-robin' }
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'least-pending' }
  | { readonly kind: 'pinned'; readonly instanceId: string }
  /** The instance that gave a value out keeps the requests that carry it. */
  | { readonly kind: 'sticky'; readonly by: StickyKey }
  /** Consistent hash of the header's value: another instance more or less moves only its share. */
  | { readonly kind: 'hash'; readonly header: string }
  /** Shares by instance id: positive whole numbers; an instance that is left out gets 1, 0 gets nothing. */
  | { readonly kind: 'weighted'; readonly weights: Readonly<Record<string, number>> };

export interface StickyKey {
  readonly kind: 'header' | 'cookie';
  readonly name: string;
}

/**
 * What a rule asks of one header. Only headers are read, as balancers do; a Base64 sentinel is decoded first, and of
 * a repeated header the values are joined by a comma. `pattern`: `*` is any run of characters, `?` any one.
 */
export interface HeaderCondition {
  /** Compared without case. */
  readonly header: string;
  readonly test: 'exact' | 'prefix' | 'pattern' | 'present' | 'absent';
  /** Compared with case. Absent for `present` and `absent`. */
  readonly value?: string;
}

export interface GatewayRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** All must hold; with none the rule takes every request. */
  readonly match: readonly HeaderCondition[];
  readonly action: RuleAction;
  readonly faults: readonly Fault[];
}

export type RuleAction =
  | {
      readonly kind: 'route';
      /** Absent: all instances of the gateway. */
      readonly instanceIds?: readonly string[];
      readonly strategy: Strategy;
    }
  | { readonly kind: 'refuse'; readonly status: number; readonly text: string };

/** Something done wrong on purpose. */
export interface Fault {
  readonly id: string;
  readonly enabled: boolean;
  /** From 0 (never) to 1 (each request). */
  readonly probability: number;
  readonly does: FaultAction;
}

export type FaultAction =
  /** Waits before the request goes on. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Closes the client's connection without an answer. */
  | { readonly kind: 'refuse' }
  /** Answers by itself; the server sees nothing. */
  | { readonly kind: 'status'; readonly status: number; readonly text: string }
  /** Closes the client's connection after so many SSE events or bytes of the answer's body. */
  | { readonly kind: 'cut'; readonly after: 'events' | 'bytes'; readonly count: number }
  /** Sends the same request a second time, to the next instance; the client gets the first answer. */
  | { readonly kind: 'duplicate' }
  | {
      readonly kind: 'header';
      readonly side: 'request' | 'answer';
      /** `recase`: the name as it is written here. `change` does nothing where the header is not there. */
      readonly op: 'strip' | 'change' | 'recase' | 'add';
      readonly name: string;
      readonly value?: string;
    }
  /** Holds the answer back until the next one has left, for `maxHoldMs` at most. */
  | { readonly kind: 'swap'; readonly maxHoldMs: number }
  /** The chosen instance takes no connection for so long. */
  | { readonly kind: 'down'; readonly forMs: number };

export const FAULT_KINDS = [
  'delay',
  'refuse',
  'status',
  'cut',
  'duplicate',
  'header',
  'swap',
  'down',
] as const satisfies readonly FaultAction['kind'][];
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One gateway as it is kept in the workspace. */
export interface GatewaySettings {
  readonly id: string;
  readonly name: string;
  /** Port 0: one that is free, another one at each start. */
  readonly listen: { readonly host: string; readonly port: number };
  /** The only servers that anything is ever forwarded to. */
  readonly instanceIds: readonly string[];
  /** First match wins. */
  readonly rules: readonly GatewayRule[];
  /** Of what no rule takes. */
  readonly strategy: Strategy;
  readonly faults: readonly Fault[];
  /** Of the faults' chances: the same seed and the same requests give the same faults. */
  readonly seed: number;
  /** Origins of browser clients that may use it, such as `http://localhost:5173`; loopback origins may always. */
  readonly allowOrigins: readonly string[];
  /** Adds `X-Hopscope-Instance` with the instance's name to answers. */
  readonly nameInstance: boolean;
  /** Off: forwards and counts, keeps nothing. */
  readonly record: boolean;
}

/** What a gateway has where nobody says otherwise. */
export const GATEWAY_DEFAULTS: Omit<GatewaySettings, 'id' | 'name' | 'instanceIds'> = {
  listen: { host: '127.0.0.1', port: 0 },
  rules: [],
  strategy: { kind: 'round-robin' },
  faults: [],
  seed: 1,
  allowOrigins: [],
  nameInstance: false,
  record: true,
};

/** What is done about an instance on purpose. `refuses`: still chosen, takes no connection. `drained`: never chosen. */
export type Availability = 'up' | 'refuses' | 'drained';

/** How a request found its instance. Sentences are for people. */
export interface RoutingTrace {
  /** The rules that were tried, in order, and why each did or did not take the request. */
  readonly tried: readonly { readonly rule: string; readonly matched: boolean; readonly because: string }[];
  /** Id of the rule that took it; absent where none did. */
  readonly rule?: string;
  readonly strategy?: Strategy['kind'];
  readonly candidates: readonly {
    readonly instanceId: string;
    readonly name: string;
    /** Requests on their way there at that moment. */
    readonly pending: number;
    readonly availability?: Exclude<Availability, 'up'>;
  }[];
  /** Absent: answered by the gateway itself. */
  readonly chosen?: string;
  readonly why: string;
  /** Where headers and body disagree: what a balancer believed and what the server did. Known at the end. */
  readonly contradiction?: string;
}

/** A fault that was done to an exchange. */
export interface InjectedFault {
  readonly faultId: string;
  readonly kind: FaultAction['kind'];
  /** A sentence: what was done. */
  readonly says: string;
}

/** The client's half of an exchange that went through the gateway; the server's half is the exchange itself. */
export interface ClientSide {
  /** Address and port of the client. */
  readonly remoteAddress: string;
  readonly request: {
    readonly httpMethod: string;
    readonly target: string;
    readonly httpVersion: string;
    readonly headers: readonly HeaderPair[];
    readonly bodyBytes: number;
  };
  /** What the client was given; absent where nothing left. */
  readonly answer?: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: readonly HeaderPair[];
    /** Bytes of the body that were handed to its socket. */
    readonly bodyBytes: number;
    readonly firstByteMs?: number;
  };
  /** How it ended for the client. */
  readonly end: 'complete' | 'client-left' | 'cut' | 'refused' | 'gateway-error';
  readonly endMs: number;
}

/** What a gateway knows of an exchange beside the exchange. */
export interface GatewayPart {
  readonly gatewayId: string;
  readonly gatewayName: string;
  readonly trace: RoutingTrace;
  readonly faults: readonly InjectedFault[];
  /** Absent while it is open. */
  readonly client?: ClientSide;
  /** Why it went wrong and what to change, where the gateway can tell: a sentence or two. */
  readonly explanation?: string;
}

/** Programs that a gateway's rules can be written for. */
export const EXPORT_TARGETS = ['nginx', 'haproxy', 'envoy', 'gateway-api'] as const;
export type ExportTarget = (typeof EXPORT_TARGETS)[number];

/** A gateway as it runs. */
export interface GatewayState {
  readonly id: string;
  readonly state: 'off' | 'starting' | 'listening' | 'stopping' | 'failed';
  /** Where clients go; with the path of the first instance. */
  readonly url?: string;
  /** A sentence, where it failed or something is to be known. */
  readonly problem?: string;
  readonly listensBeyondLoopback?: boolean;
  readonly instances: readonly InstanceCounters[];
  /** By rule id; `otherwise` for what no rule took. */
  readonly ruleHits: Readonly<Record<string, number>>;
  /** By fault id. */
  readonly faultHits: Readonly<Record<string, number>>;
  /** Requests that were refused before any rule: a foreign Host or Origin, a loop. */
  readonly turnedAway: number;
  readonly openConnections: number;
}

export interface InstanceCounters {
  readonly instanceId: string;
  readonly availability: Availability;
  readonly requests: number;
  readonly pending: number;
  /** Not reached, cut, or answered with 5xx. */
  readonly failures: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}
