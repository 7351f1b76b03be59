import type { ExchangeRef } from './exchange-ref.ts';
import type { Era } from './instance.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** What servers ask of a client: within a result (modern era) or by requests of their own (legacy era). */
export const INPUT_KINDS = ['elicitation', 'sampling', 'roots'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** The method by which each kind is asked for. */
export const INPUT_METHODS: Readonly<Record<InputKind, string>> = {
  elicitation: 'elicitation/create',
  sampling: 'sampling/createMessage',
  roots: 'roots/list',
};

/** The kind that this method asks for; undefined for any other method. */
export function inputKindOf(method: string): InputKind | undefined {
  return INPUT_KINDS.find((kind) => INPUT_METHODS[kind] === method);
}

/** One thing that a server asks for. */
export interface InputRequest {
  readonly method: string;
  readonly params: JsonObject;
}

/** What is sent back: a result, or a refusal as a JSON-RPC error (legacy era only). */
export type InputAnswer =
  | { readonly kind: 'result'; readonly result: JsonObject }
  | { readonly kind: 'error'; readonly code: number; readonly message: string };

/** A legacy server's own request that waits for a person. */
export interface PendingInput {
  /** Names it in `input.answer`; never used twice in one run of the engine. */
  readonly id: string;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly request: InputRequest;
  /** The exchange whose stream it came on. */
  readonly from: ExchangeRef;
  /** Epoch ms. */
  readonly askedAt: number;
}

/**
 * What happens by itself when a server asks. `accept`: an elicitation with the defaults of its schema and, where something is
 * required that has none, a value that fits (yes where yes or no is asked); a sampling with a fixed sentence; the workspace's
 * roots. A form that no such value fits is asked about. `decline` and `cancel` are the elicitation's actions; sampling and
 * roots are refused by both. `canned`: this result, as it is.
 */
export type Responder =
  | { readonly mode: 'ask' | 'accept' | 'decline' | 'cancel' }
  | { readonly mode: 'canned'; readonly result: JsonObject };

/** One responder a kind; a kind that is left out asks. */
export type Responders = { readonly [K in InputKind]?: Responder };

/** A root as roots/list gives it out. Source: https://modelcontextprotocol.io/specification/2026-07-28/client/roots */
export interface Root {
  /** Starts with `file://`. */
  readonly uri: string;
  readonly name?: string;
}

/** What the retry of a multi round-trip request carries as `requestState`. */
export type StateChoice =
  /** The exact value that came, or none where none came: what the specification asks for. */
  | { readonly kind: 'exact' }
  | { readonly kind: 'drop' }
  /** Another value: changed by hand, or that of an earlier round. */
  | { readonly kind: 'other'; readonly value: string };

/** The next round of a multi round-trip request. */
export interface RoundInput extends ExchangeRef {
  /** Gets the retry; another one than the first round's is allowed: that is the point. */
  readonly instanceId: string;
  /** The client's result for each key of `inputRequests`; absent where nothing was asked for. */
  readonly responses?: Readonly<Record<string, JsonValue>>;
  readonly state: StateChoice;
}

/** What is asked for in an `input_required` result. */
export interface AskedInput {
  readonly requests: readonly (InputRequest & { readonly key: string })[];
  /** Opaque: never looked into. */
  readonly requestState?: string;
}

/** What Hopscope says of itself and how it answers, for the whole workspace. */
export interface ClientSettings {
  /** Declared with each request of which the draft says nothing else. */
  readonly capabilities: JsonObject;
  readonly roots: readonly Root[];
  readonly responders: Responders;
}

/** Elicitation can be answered by everybody; roots and sampling are deprecated and declared only when asked for. */
export const DEFAULT_CLIENT_SETTINGS: ClientSettings = {
  capabilities: { elicitation: { form: {}, url: {} } },
  roots: [],
  responders: {},
};

/** How Hopscope stands to one instance: a session, a process, or nothing, as in the stateless era over HTTP. */
export interface Connection {
  readonly instanceId: string;
  readonly state: 'opening' | 'open' | 'closed' | 'lost';
  readonly era: Era;
  /** What both sides agreed on. */
  readonly revision?: string;
  readonly transport: 'http' | 'sse' | 'stdio';
  readonly sessionId?: string;
  /** Of the process that Hopscope started. */
  readonly pid?: number;
  /** The exchange that shows it: the process's own row, or the initialize. */
  readonly shownBy?: ExchangeRef;
  /** A sentence: why it is lost or closed. */
  readonly problem?: string;
  /** The last bytes of stderr as text. */
  readonly stderrTail?: string;
}
