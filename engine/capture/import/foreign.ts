import type { MissingPart } from '../../../shared/model/exchange.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { Transport } from '../../../shared/model/instance.ts';
import type { ImportedFrom } from '../../../shared/model/imported.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { ExchangeEnd, ResponseHead } from '../../transport/exchange-sink.ts';
import type { ExchangeStart, GatewayEnding } from '../recorder.ts';

/** A part of an answer's decoded body, and when it was there, in ms from the exchange's start. */
export interface ForeignPart {
  readonly bytes: Uint8Array;
  readonly atMs: number;
  /** Of what a process wrote beside its answers. */
  readonly output?: 'stderr' | 'stray' | 'line';
}

/** One exchange as a file tells it. */
export interface ForeignExchange {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly url: string;
  /** Empty, as `target`, where there is no HTTP. */
  readonly httpMethod: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** Absent: Streamable HTTP. */
  readonly transport?: Transport;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly answer?: { readonly head: ResponseHead; readonly parts: readonly ForeignPart[] };
  readonly end: ExchangeEnd;
  readonly imported: ImportedFrom;
  /** It is not known, which is another thing than empty. */
  readonly missing: readonly MissingPart[];
  /** What only Hopscope's own lines know. */
  readonly own?: OwnFacts;
  /** What the file says around its exchanges, the same for all of them. */
  readonly log?: AroundExchanges;
}

/** Of a HAR. It is read piece by piece, so that some of it is only known behind the last exchange. */
export interface AroundExchanges {
  /** What was not taken so far, and a sentence where something was too long to be kept. */
  take(): { readonly log?: JsonObject; readonly note?: string };
}

/** What Hopscope knew when it recorded the exchange. Numbers are those of the recording that was exported. */
export interface OwnFacts extends Partial<
  Pick<
    ExchangeStart,
    | 'origin'
    | 'era'
    | 'method'
    | 'name'
    | 'link'
    | 'channel'
    | 'gateway'
    | 'replayed'
    | 'redacted'
    | 'tampered'
    | 'headerFault'
    | 'framing'
  >
> {
  readonly number: number;
  readonly findings: readonly Finding[];
  readonly gatewayEnd?: GatewayEnding;
}

/** What a reader finds in a file, in its order. */
export type ForeignItem =
  | { readonly kind: 'exchange'; readonly exchange: ForeignExchange }
  /** Nothing that went over HTTP, or nothing to do with MCP. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'unreadable'; readonly place: number; readonly why: string }
  /** The last item: what comes behind this place cannot be read. A sentence. */
  | { readonly kind: 'broken'; readonly why: string };

/** What is read: a file, or text that was pasted. */
export interface ForeignSource {
  /** For sentences. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** When it was written, in epoch ms: of what does not say when it happened. */
  readonly at: number;
  /** Folder of the file, where it is one: bodies may stand beside it. */
  readonly folder?: string;
  /** From its start; can be asked for again. */
  open(): AsyncIterable<Buffer>;
}

/** Reads one format. Rejects with AppError where the file is none of it. */
export type ForeignReader = (source: ForeignSource, signal: AbortSignal) => AsyncIterable<ForeignItem>;

/** Unreadable, said by whoever reads one entry. */
export class EntryFault extends Error {}
