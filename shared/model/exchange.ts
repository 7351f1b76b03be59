import type { Draft } from './draft.ts';
import type { ExchangeRef } from './exchange-ref.ts';
import type { Finding, Severity } from './finding.ts';
import type { ImportedFrom } from './imported.ts';
import type { FaultKind, GatewayPart } from './gateway.ts';
import type { HeaderList } from './headers.ts';
import type { Era, Transport } from './instance.ts';

export type { ExchangeRef } from './exchange-ref.ts';

/** Who caused an exchange. */
export type Origin = 'composer' | 'cli' | 'probe' | 'gateway' | 'replay' | 'import';

/** Why an exchange was sent although nobody asked for just this one. */
export const LINK_KINDS = [
  'round', // the next round of a multi round-trip request
  'revision', // again, with a revision that the server supports
  'headers', // again after HeaderMismatch, with the headers that a fresh tools/list asks for
  'era', // again, in the era that the server turned out to be of
  'resumed', // the rest of a stream that broke: GET with Last-Event-ID
  'reopened', // a subscription or stream that a person opened again
  'reply', // the answer to a request that the server sent on that exchange's stream
  'cancel', // the notification that cancels it
  'handshake', // part of opening the session that it needs
  'duplicate', // the same request, sent a second time by a gateway on purpose
  'poll', // tasks/get of the task that it made
  'update', // tasks/update: answers what its task asked for
  'task-cancel', // tasks/cancel of the task that it made
  'task-listen', // the subscription that tells of the task that it made
  'replay', // the same request, sent again by a replay
] as const;

/** How an exchange belongs to an earlier one of the same capture. */
export interface ExchangeLink {
  readonly kind: (typeof LINK_KINDS)[number];
  /** Number of the earlier exchange. */
  readonly to: number;
  /** Of a `round`: which, from 2. */
  readonly round?: number;
}

/** Of an exchange that a replay sent: which recorded one it repeats. */
export interface ReplayedFrom {
  /** Of the replay. */
  readonly id: string;
  /** Which of its runs, from 1. */
  readonly run: number;
  /** Number of the recorded exchange. */
  readonly number: number;
  /** The capture that it is in, as it was called then: open under this id in that run of Hopscope only. */
  readonly captureId: string;
  readonly captureName: string;
}

/** An exchange that repeats a recorded one. */
export interface RepeatedBy {
  readonly ref: ExchangeRef;
  readonly id: string;
  readonly run: number;
  readonly instanceId: string;
  readonly instanceName: string;
}

/** Why an exchange did not come to its proper end. Data, not an exception. */
export const FAILURE_KINDS = [
  'refused', // nobody listens there
  'unreachable', // name not found, no route, proxy refused
  'tls', // certificate or handshake
  'timeout', // idle for longer than allowed, or the whole took too long
  'cut', // the peer closed before the end
  'too-large', // a limit of ours: body or header
  'malformed', // not HTTP, not JSON where JSON was said, broken SSE
  'cancelled', // by the user
  'lost', // Hopscope, or the process that was to answer, ended before the exchange did
  'internal', // a fault in Hopscope itself, with its stack in the log
] as const;

/** One of FAILURE_KINDS. */
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** What went wrong, where, and what to do next. */
export interface Failure {
  readonly kind: FailureKind;
  /** One or two sentences for a person. */
  readonly message: string;
  /** Epoch ms. */
  readonly at: number;
  /** System error code such as ECONNREFUSED, where there is one. */
  readonly code?: string;
}

/**
 * Phases of one exchange in ms from its start on a monotonic clock; absent where the phase did not happen
 * (a pooled socket has no dns, connect or tls).
 */
export interface Timing {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** Last byte of the request handed to the socket. */
  readonly requestSentMs?: number;
  readonly firstByteMs?: number;
  /** Last byte of the answer, or the failure. */
  readonly endMs?: number;
  readonly socketReused?: boolean;
}

/** Which header mirrors what, and whether it does. Shown as the routing table and as the row's mark. */
export type HeaderVerdict = 'match' | 'mismatch' | 'missing' | 'invalid' | 'not-needed';

/** One line of the routing table of a request. */
export interface RoutingLine {
  /** The header's name as it stands on the wire, or as it should. */
  readonly header: string;
  /** As on the wire; absent where the header is missing. */
  readonly value?: string;
  /** The value after the Base64 sentinel is decoded, where it differs from `value`. */
  readonly decoded?: string;
  /** Dotted path of the body's field that the header mirrors, such as `params.name`. */
  readonly field?: string;
  /** That field's value as text; absent where the body has none. */
  readonly fieldValue?: string;
  readonly verdict: HeaderVerdict;
  /** A sentence: why this verdict. */
  readonly note: string;
}

/** Where in the stream a JSON-RPC message or SSE event stands. */
export interface StreamEvent {
  readonly index: number;
  /** Ms from the exchange's start, monotonic. */
  readonly atMs: number;
  /**
   * `message` is an SSE event with data; `comment` a keep-alive line; `json` the single JSON answer; `line` one line
   * of a stdio server, or a message that came on another exchange's stream; `stderr` and `stray` are what a process
   * wrote beside its messages. A process's own row has as `line` what belongs to no request.
   */
  readonly kind: 'message' | 'comment' | 'json' | 'line' | 'stderr' | 'stray';
  /** The SSE event field, `message` where absent on the wire. */
  readonly eventName?: string;
  readonly eventId?: string;
  readonly retryMs?: number;
  /** JSON-RPC method of a notification or request. */
  readonly method?: string;
  /** What the data is, as JSON-RPC goes. */
  readonly message?: 'notification' | 'request' | 'result' | 'error' | 'invalid';
  /** Byte range within the decoded response body. */
  readonly offset: number;
  readonly length: number;
  /** First 240 characters of the data. */
  readonly preview: string;
}

/** A header, `_meta` key or body field of a built request, and where its value came from. */
export interface ValueOrigin {
  /** `header:Mcp-Name`, or a JSON pointer into the body such as `/params/_meta/progressToken`. */
  readonly target: string;
  /** A short sentence: "params.name", "instance header", "you changed it". */
  readonly origin: string;
  readonly kind: 'protocol' | 'draft' | 'schema' | 'instance' | 'workspace' | 'transport' | 'tampered';
}

/** What a row tells of its findings, muted ones included. */
export interface RowFindings {
  readonly count: number;
  readonly worst: Severity;
  /** By rule id. */
  readonly rules: Readonly<Record<string, number>>;
}

/** What an exchange of another program's file can lack: its exporter left it out, or its format has no place for it. */
export const MISSING_PARTS = [
  'request-headers',
  'request-body',
  'response-headers',
  'response-body',
  'timing',
] as const;
export type MissingPart = (typeof MISSING_PARTS)[number];

/** One row of the traffic list: compact, all that the list shows, nothing more. */
export interface Row {
  readonly number: number;
  readonly startedAt: number;
  readonly origin: Origin;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly era: Era;
  /** Absent: Streamable HTTP. */
  readonly transport?: Transport;
  /** JSON-RPC method; the HTTP method and path where the body is not JSON-RPC. */
  readonly method: string;
  /** Mcp-Name's body twin: tool, prompt, uri or task id. Empty where there is none. */
  readonly name: string;
  readonly state: 'open' | 'done' | 'failed';
  readonly status?: number;
  /** `complete`, `input_required`, `task`...; `error` for a JSON-RPC error; absent when nothing came. */
  readonly resultType?: string;
  readonly errorCode?: number;
  /** The tool reported its own failure (`isError`). */
  readonly isError?: boolean;
  readonly failureKind?: FailureKind;
  readonly durationMs?: number;
  /** Bytes of the request and of the answer on the wire. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly eventCount: number;
  /** The worst header verdict of the request. */
  readonly headerFault?: boolean;
  /** The request was tampered with on purpose. */
  readonly tampered?: boolean;
  readonly link?: ExchangeLink;
  /** It went through a gateway: which, the rule that took it (absent: none did), the faults that were done to it. */
  readonly gateway?: { readonly id: string; readonly rule?: string; readonly faults?: readonly FaultKind[] };
  /** What the file that it was imported from did not have; absent: all was there. */
  readonly missing?: readonly MissingPart[];
  /** How many values were replaced by placeholders before it was written; absent: none. */
  readonly redacted?: number;
  /** How many findings there are, the worst of them, and how many of each rule; absent where there is none. */
  readonly findings?: RowFindings;
}

/** A body as the screen first gets it. Larger ones travel only when asked for. */
export interface BodyView {
  /** Bytes after transfer and content decoding. */
  readonly bytes: number;
  /** UTF-8 text of the decoded body, cut at the limit that was asked for. Absent for binary content. */
  readonly text?: string;
  readonly truncated: boolean;
  /** Content-Encoding that was undone, such as `gzip`. */
  readonly decodedFrom?: string;
  /** Hopscope's own limit was reached while receiving: the rest was never read. */
  readonly cutAtLimit?: boolean;
}

/** All of an exchange but its large parts. */
export interface ExchangeDetail {
  readonly ref: ExchangeRef;
  readonly row: Row;
  readonly url: string;
  /** Certificate trusted although it did not verify: the reason, as a sentence. */
  readonly trustedDespite?: string;
  readonly request: {
    readonly httpMethod: string;
    /** Path and query as on the request line. Both are empty where there is no HTTP (stdio). */
    readonly target: string;
    readonly headers: HeaderList;
    readonly body: BodyView;
  };
  readonly response?: {
    /** 0 where there is no HTTP (stdio). */
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly headers: HeaderList;
    readonly trailers?: HeaderList;
    readonly body: BodyView;
  };
  readonly timing: Timing;
  readonly failure?: Failure;
  readonly routing: readonly RoutingLine[];
  /** Absent: none. */
  readonly findings?: readonly Finding[];
  /** It went through a gateway. */
  readonly gateway?: GatewayPart;
  /** Number of the exchange on whose stream, or in whose process, the answer came: HTTP+SSE and stdio. */
  readonly channel?: number;
  readonly origins: readonly ValueOrigin[];
  /** The draft that was sent, where this origin has one: for "resend" and "edit and resend". */
  readonly draft?: Draft;
  /** Address and port that the socket was connected to. */
  readonly remoteAddress?: string;
  /** A replay sent it. */
  readonly replayed?: ReplayedFrom;
  /** What replays sent in its place, as far as they are known: the first 100. */
  readonly repeatedBy?: readonly RepeatedBy[];
  /** Bytes of this exchange that are missing here because the disk was full or too slow to take them. */
  readonly notKept?: number;
  /** It was read from a file of another format: from which, and what that left out. */
  readonly imported?: ImportedFrom;
}
