import type { Draft, JsonValue } from '../../shared/model/draft.ts';
import type {
  ExchangeLink,
  MissingPart,
  Origin,
  ReplayedFrom,
  RoutingLine,
  Row,
  StreamEvent,
  ValueOrigin,
} from '../../shared/model/exchange.ts';
import type { ImportedFrom } from '../../shared/model/imported.ts';
import type { GatewayPart } from '../../shared/model/gateway.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Era, Transport } from '../../shared/model/instance.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import type { ExchangeSink } from '../transport/exchange-sink.ts';

/** What is known of an exchange when its request is about to leave. */
export interface ExchangeStart {
  readonly origin: Origin;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly era: Era;
  readonly url: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Absent: Streamable HTTP. */
  readonly transport?: Transport;
  readonly link?: ExchangeLink;
  /** Number of the exchange on whose stream, or in whose process, the answer comes. */
  readonly channel?: number;
  /**
   * What is read as the answer, where the request's body does not tell: the stream of a GET, a process. `lines`: what
   * goes to `bodyBytes` is one JSON-RPC message a line, whatever the answer's own Content-Type says, and with the
   * first line that answers the exchange can be ended; where the head's status is 400 or above, it is that answer's
   * own body; `process`: stderr and stray output (see `outputBytes`).
   */
  readonly expected?: ExpectedAnswer;
  readonly framing?: 'lines' | 'process';
  /** Hears the answer before its end where it was parsed as one JSON value: then nobody else has to. */
  readonly onParsed?: (value: JsonValue) => void;
  readonly httpMethod: string;
  /** Path and query as on the request line. */
  readonly target: string;
  readonly headers: HeaderList;
  /** The request's body as sent. */
  readonly body: Uint8Array;
  /** JSON-RPC method and name for the row; see Row. */
  readonly method: string;
  readonly name: string;
  readonly routing: readonly RoutingLine[];
  readonly origins: readonly ValueOrigin[];
  readonly draft?: Draft;
  /** It goes through a gateway: how it found its instance. */
  readonly gateway?: Pick<GatewayPart, 'gatewayId' | 'gatewayName' | 'trace'>;
  /** A replay sends it: what it repeats. */
  readonly replayed?: ReplayedFrom;
  /** Of an imported one: what its file did not have. */
  readonly missing?: readonly MissingPart[];
  /** So many values in it are placeholders: they were replaced before it came here. */
  readonly redacted?: number;
  /** It is read from a file: its sizes on the wire are what that says. */
  readonly imported?: ImportedFrom;
  readonly tampered: boolean;
  /** A header that mirrors the body is missing, wrong or unreadable. */
  readonly headerFault: boolean;
}

/**
 * An exchange while it is written: give it to the transport as its sink. Bytes are copied, but those of the answer are
 * looked at once more while it lasts: they must not change after the call, as those of a socket do not.
 */
export interface ExchangeRecorder extends ExchangeSink {
  readonly number: number;
  /** As it stands now. */
  row(): Row;
  /** Something that a rule of ours says about this exchange; kept with it. */
  finding(finding: Finding): void;
  /** Only where `gateway` was given, once and before `end`: what became of it on the client's side. */
  gatewayEnd(part: GatewayEnding): void;
  /**
   * Only with framing `process`: what a process wrote beside its answers. One call an event, as it should be shown;
   * `line` is a message that belongs to no request, and `message` says what it is.
   */
  outputBytes(
    kind: 'stderr' | 'stray' | 'line',
    bytes: Uint8Array,
    atMs: number,
    message?: Pick<StreamEvent, 'message' | 'method'>,
  ): void;
}

/** What whoever redacts says beside what the transport says. */
export interface OwnedRecorder extends ExchangeRecorder {
  /** So many values more were replaced in what was given. */
  replaced(count: number): void;
  /** What is given from here on is read for the row and counted, and nothing of it is kept. */
  giveUp(): void;
}

/** What a gateway knows only at the end of an exchange. `contradiction` goes to the trace. */
export interface GatewayEnding extends Pick<GatewayPart, 'faults' | 'client' | 'explanation'> {
  readonly contradiction?: string;
}

/** The one append path, whatever the origin. Never throws: a recording that fails says so in its summary. */
export interface Recording {
  readonly captureId: string;
  /** Where it redacts: a JSON text that tells of what is recorded, for what is written beside the capture. */
  readonly withoutSecrets?: (json: string) => string;
  /** The same for who can wait. */
  readonly withoutSecretsSoon?: (json: string) => Promise<string>;
  begin(start: ExchangeStart): ExchangeRecorder;
}
