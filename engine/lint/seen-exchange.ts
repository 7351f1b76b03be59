import type { ExchangeLink, Failure, Origin, RoutingLine } from '../../shared/model/exchange.ts';
import type { GatewayPart } from '../../shared/model/gateway.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Era, Transport } from '../../shared/model/instance.ts';
import type { JsonObject, JsonValue } from '../../shared/model/json.ts';

/** One JSON-RPC message as a rule sees it. */
export interface SeenMessage {
  /** Root of its places: `request`, or `event:3`. See shared/model/place.ts. */
  readonly place: string;
  readonly from: 'client' | 'server';
  /** Ms from the exchange's start. */
  readonly atMs: number;
  readonly text: string;
  /** Its bytes are not valid UTF-8; in `text` they are replaced. */
  readonly notUtf8?: true;
  /** Undefined: not JSON. */
  readonly value: JsonValue | undefined;
  /** As JSON-RPC goes; `invalid` is anything else. A batch is seen member by member, and as `invalid` itself. */
  readonly kind: 'request' | 'notification' | 'result' | 'error' | 'invalid';
  /** Of `invalid`: the end of a sentence about it, "it has no method, result or error". */
  readonly reason?: string;
  /** As it stands in the message, whatever it is; undefined where it has none. */
  readonly id: JsonValue | undefined;
  readonly method?: string;
  /** An empty object where the message has none or it is no object. */
  readonly params: JsonObject;
  readonly result?: JsonObject;
  readonly error?: JsonObject;
}

/** What stands in an answer's stream beside messages. */
export interface SeenNoise {
  readonly place: string;
  readonly kind: 'comment' | 'stderr' | 'stray';
  readonly atMs: number;
  readonly preview: string;
}

/** One exchange as rules and trackers see it: all of it, read once. */
export interface SeenExchange {
  readonly number: number;
  readonly origin: Origin;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly transport: Transport;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms; absent while it is open. */
  readonly endedAt?: number;
  readonly state: 'open' | 'done' | 'failed';
  readonly failure?: Failure;
  readonly link?: ExchangeLink;
  /** A person changed the request on purpose. */
  readonly tampered: boolean;
  readonly gateway?: GatewayPart;
  /** Number of the exchange in whose process or on whose stream the answer came. */
  readonly channel?: number;
  readonly routing: readonly RoutingLine[];

  readonly request: {
    readonly httpMethod: string;
    readonly url: string;
    readonly target: string;
    readonly headers: HeaderList;
    readonly bytes: Uint8Array;
    /** Absent where there is no body, and for a batch. */
    readonly message?: SeenMessage;
    /** Members of a batch. */
    readonly batch?: readonly SeenMessage[];
  };
  readonly response?: {
    /** 0 where there is no HTTP. */
    readonly status: number;
    readonly headers: HeaderList;
    /** Bytes of the decoded body. */
    readonly bytes: number;
  };
  /** What the server sent, in order. */
  readonly messages: readonly SeenMessage[];
  readonly noise: readonly SeenNoise[];
  /** Of an answer as SSE: events that have an id, and whether one names where to post, as HTTP+SSE servers do. */
  readonly sse?: { readonly ids: number; readonly endpoint: boolean };
  /** The one among `messages` that answers the request. */
  readonly answer?: SeenMessage;
  /** Of bodies beyond the limit only the head was read: rules that need the rest must not judge it. */
  readonly partial: boolean;

  /** JSON-RPC method of the request; '' where it has none. */
  readonly method: string;
  /** The era in which the request is meant. */
  readonly speaks: Era;
  /**
   * The era in which the server answered; undefined where nothing tells. A modern request that names no revision at all
   * may be answered as legacy: https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning
   */
  readonly answeredAs: Era | undefined;
  /** The revision that the request names: `_meta` first, then the header. */
  readonly revision?: string;
  /** `params._meta` of the request, empty where there is none. */
  readonly meta: JsonObject;
  /** clientCapabilities of this very request; undefined where it declares none. */
  readonly declared: JsonObject | undefined;
  /** Who sent it, as far as can be told: equal keys are one client. */
  readonly client: string;
}
