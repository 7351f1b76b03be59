import * as z from 'zod';
import type { SameShape } from '../../shared/bridge/same-shape.ts';
import { jsonObject } from '../../shared/bridge/schema-parts.ts';
import {
  FAILURE_KINDS,
  LINK_KINDS,
  MISSING_PARTS,
  type ExchangeLink,
  type Failure,
  type MissingPart,
  type Origin,
  type ReplayedFrom,
  type Timing,
} from '../../shared/model/exchange.ts';
import { IMPORT_FORMATS, type ImportedFrom } from '../../shared/model/imported.ts';
import { SEVERITIES, SIDES, type Finding } from '../../shared/model/finding.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Era, Transport } from '../../shared/model/instance.ts';
import type { ExchangeStart, GatewayEnding } from './recorder.ts';
import { gatewayEnding, gatewayStart } from './stored-gateway.ts';

/** Version of the lines, in each line. */
export const LINE_VERSION = 1;

/** Bytes: as text where they are UTF-8, else as Base64. */
export type LineBytes = string | { readonly base64: string };

/**
 * One exchange as a line of JSON, described in docs/exchange-files.md. The keys stand in this order, so that two recordings
 * can be compared line by line, and a line says all that a capture knows but the framing on the wire, the draft and where
 * each value of a request came from.
 */
export interface JsonLine {
  readonly hopscope: typeof LINE_VERSION;
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly origin: Origin;
  readonly instance: { readonly id: string; readonly name: string };
  readonly era: Era;
  readonly transport?: Transport;
  readonly method: string;
  readonly name?: string;
  readonly link?: ExchangeLink;
  readonly channel?: number;
  readonly tampered?: true;
  readonly headerFault?: true;
  readonly redacted?: number;
  readonly url: string;
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: HeaderList;
    readonly body?: LineBytes;
  };
  readonly answer?: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly headers: HeaderList;
    /** Each part with its time in ms. */
    readonly body?: readonly (readonly [atMs: number, bytes: LineBytes])[];
    /** Of a process, what each part of `body` is. */
    readonly outputs?: readonly ('stderr' | 'stray' | 'line')[];
    readonly trailers?: HeaderList;
    readonly decodedFrom?: string;
    readonly cutAtLimit?: boolean;
  };
  readonly timing: Timing;
  readonly failure?: Failure;
  readonly remoteAddress?: string;
  readonly trustedDespite?: string;
  /** On the wire. */
  readonly bytes: { readonly request: number; readonly response: number };
  readonly gateway?: NonNullable<ExchangeStart['gateway']>;
  readonly gatewayEnd?: GatewayEnding;
  readonly replayed?: ReplayedFrom;
  readonly findings?: readonly Finding[];
  /** Parts that nobody knows, which is another thing than empty. */
  readonly missing?: readonly MissingPart[];
  readonly imported?: ImportedFrom;
}

const text = z.string();
const headers = z.array(z.tuple([text, text]).readonly());
const bytes = z.union([text, z.object({ base64: text })]);
const ms = z.number().exactOptional();
const amount = z.number().min(0);
const flag = z.boolean().exactOptional();
const short = text.exactOptional();
const place = z.int().min(1);

/** Column request.head has it, too. */
export const importedSchema = z.object({
  format: z.enum(IMPORT_FORMATS),
  by: short,
  place: z.int().min(0),
  notes: z.array(text).exactOptional(),
  requestBytes: amount.exactOptional(),
  responseBytes: amount.exactOptional(),
  rest: jsonObject.exactOptional(),
});

const line = z.object({
  hopscope: z.literal(LINE_VERSION),
  number: place,
  at: z.iso.datetime(),
  origin: z.enum(['composer', 'cli', 'probe', 'gateway', 'replay', 'import']),
  instance: z.object({ id: text, name: text }),
  era: z.enum(['modern', 'legacy']),
  transport: z.enum(['http', 'sse', 'stdio']).exactOptional(),
  method: text,
  name: short,
  link: z.object({ kind: z.enum(LINK_KINDS), to: place, round: z.number().exactOptional() }).exactOptional(),
  channel: place.exactOptional(),
  tampered: z.literal(true).exactOptional(),
  headerFault: z.literal(true).exactOptional(),
  redacted: place.exactOptional(),
  url: text,
  request: z.object({ method: text, target: text, headers, body: bytes.exactOptional() }),
  answer: z
    .object({
      status: z.int().min(0).max(999),
      statusText: text,
      httpVersion: text,
      headers,
      body: z.array(z.tuple([amount, bytes]).readonly()).exactOptional(),
      outputs: z.array(z.enum(['stderr', 'stray', 'line'])).exactOptional(),
      trailers: headers.exactOptional(),
      decodedFrom: short,
      cutAtLimit: flag,
    })
    .exactOptional(),
  timing: z.object({
    dnsMs: ms,
    connectMs: ms,
    tlsMs: ms,
    requestSentMs: ms,
    firstByteMs: ms,
    endMs: ms,
    socketReused: flag,
  }),
  failure: z
    .object({ kind: z.enum(FAILURE_KINDS), message: text, at: z.number(), code: short })
    .exactOptional(),
  remoteAddress: short,
  trustedDespite: short,
  bytes: z.object({ request: amount, response: amount }),
  gateway: gatewayStart.exactOptional(),
  gatewayEnd: gatewayEnding.exactOptional(),
  replayed: z
    .object({ id: text, run: z.number(), number: z.number(), captureId: text, captureName: text })
    .exactOptional(),
  findings: z
    .array(
      z.object({
        rule: text,
        severity: z.enum(SEVERITIES),
        side: z.enum(SIDES),
        message: text,
        pointer: short,
        expected: short,
        found: short,
        link: short,
      }),
    )
    .exactOptional(),
  missing: z.array(z.enum(MISSING_PARTS)).exactOptional(),
  imported: importedSchema.exactOptional(),
});

/** Compiles only while the schema says exactly what the type does. */
export const jsonLine = line satisfies SameShape<z.output<typeof line>, JsonLine> extends true
  ? typeof line
  : never;

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function lineBytes(from: Uint8Array): LineBytes {
  try {
    return UTF8.decode(from);
  } catch {
    return { base64: Buffer.from(from.buffer, from.byteOffset, from.byteLength).toString('base64') };
  }
}

export function bytesOfLine(from: LineBytes): Buffer {
  return typeof from === 'string' ? Buffer.from(from, 'utf8') : Buffer.from(from.base64, 'base64');
}
