import type { StreamEvent } from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { Span } from './wire-texts.ts';

/**
 * All texts of one stored exchange, each with one character a byte of its UTF-8. JSON columns are texts, too: see
 * stored-detail.ts.
 */
export interface ExchangeTexts {
  readonly number: number;
  readonly instanceName: string;
  readonly method: string;
  readonly name: string;
  readonly requestHead: string;
  readonly requestBody: string;
  /** Wire bytes. */
  readonly request: string;
  /** Empty where there is none, as for `ending`. */
  readonly answerHead: string;
  readonly ending: string;
  /** Wire bytes. */
  readonly response: string;
  /** The answer's decoded body. */
  readonly body: string;
  /** Where in `response` the body stands, in order; what of it is in no span stands nowhere else. */
  readonly spans: readonly Span[];
  readonly events: readonly EventTexts[];
  readonly findings: readonly FindingTexts[];
}

export interface EventTexts {
  readonly kind: StreamEvent['kind'];
  /** Of its lines in the body. */
  readonly offset: number;
  readonly length: number;
  readonly preview: string;
  /** Empty where there is none, as for the next two. */
  readonly eventName: string;
  readonly eventId: string;
  readonly method: string;
}

export interface FindingTexts {
  readonly message: string;
  /** Empty where there is none. */
  readonly pointer: string;
}

/** A JavaScript text as one character a byte. */
export function toBytes(text: string): string {
  return /^[\u0000-\u007f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Undoes it. */
export function fromBytes(bytes: string): string {
  return /^[\u0000-\u007f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The header lines of a JSON column; none where it cannot be read. */
export function headersIn(column: string): HeaderList {
  if (column === '') return [];
  try {
    const { headers } = JSON.parse(column) as { readonly headers?: unknown };
    return Array.isArray(headers) ? (headers as HeaderList) : [];
  } catch {
    return [];
  }
}
