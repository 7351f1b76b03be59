import type { Knowledge } from '../knowledge.ts';
import type { SeenExchange } from '../seen-exchange.ts';
import { calledTool, paramHeaders, standardHeaders, type Mirrored } from './mirrored.ts';
import { cameThroughProxy, wasHandedOn } from './proxies.ts';

/**
 * Why a server may have taken a true header for a wrong one: it did not decode it, it demands one for a parameter without
 * a value, it compared integers as text, or it compared the header's name by case.
 */
export type TruthCause = 'encoded' | 'absent' | 'integer' | 'case';

export interface RefusedTruth {
  readonly cause: TruthCause;
  /** As it stands on the wire, or as it should. */
  readonly header: string;
  readonly value?: string;
  /** What the body says. */
  readonly fieldValue?: string;
  /** The error names this very header. */
  readonly named: boolean;
}

/**
 * What a HeaderMismatch can have been about where every header is as it must be. Empty where one is not, and where that
 * cannot be known: the tool was never listed, or something in between may have changed the headers. Where the error names
 * headers only those are given.
 */
export function refusedTruth(exchange: SeenExchange, known: Knowledge): readonly RefusedTruth[] {
  const error = exchange.answer?.error;
  if (error?.['code'] !== -32020) return [];
  if (wasHandedOn(exchange) || cameThroughProxy(exchange)) return [];
  const all = [...standardHeaders(exchange), ...paramHeaders(exchange, known)];
  if (all.length === 0 || !all.every(isTrue)) return [];
  const message = typeof error['message'] === 'string' ? error['message'].toLowerCase() : '';
  const isNamed = (header: string): boolean =>
    new RegExp(`(?<![\\w-])${escape(header.toLowerCase())}(?![\\w-])`).test(message);
  const found = all.flatMap((header) => causeOf(header, isNamed));
  const inCase = all.flatMap((header) => caseOf(exchange, header, isNamed));
  if (/mcp-(?:protocol-version|method|name\b|param-)/.test(message)) {
    const named = found.filter((one) => one.named);
    // Lower case is common and seldom the cause.
    return named.length > 0 ? named : inCase.filter((one) => one.named);
  }
  if (!isAllKnown(exchange, known)) return [];
  const possible = found.length > 0 ? found : inCase;
  // Of several causes none is certain.
  return possible.every(({ cause }) => cause === possible[0]?.cause) ? possible : [];
}

/**
 * Headers that were refused because of the case of their names. Many clients write lower case always: there the error
 * itself must say that it misses the header.
 */
export function refusedForCase(exchange: SeenExchange, known: Knowledge): readonly RefusedTruth[] {
  return refusedTruth(exchange, known).filter(
    ({ cause, named }) => cause === 'case' && (named ? saysMissing(exchange) : isOnPurpose(exchange)),
  );
}

function saysMissing({ answer }: SeenExchange): boolean {
  const message = answer?.error?.['message'];
  return (
    typeof message === 'string' &&
    /\b(?:missing|required|requires|absent|lacks?|without|undefined|expected|not (?:present|sent|found|provided))\b/i.test(
      message,
    )
  );
}

function isOnPurpose({ tampered, origin, gateway }: SeenExchange): boolean {
  return tampered || origin === 'probe' || (gateway?.faults.some(({ kind }) => kind === 'header') ?? false);
}

function isTrue({ line, fault }: Mirrored): boolean {
  return fault === undefined && (line.verdict === 'match' || line.verdict === 'not-needed');
}

/** Whether no header that is not known here can have been meant. */
function isAllKnown(exchange: SeenExchange, known: Knowledge): boolean {
  return exchange.method !== 'tools/call' || calledTool(exchange, known) !== undefined;
}

function causeOf(
  { of, line, param }: Mirrored,
  isNamed: (header: string) => boolean,
): readonly RefusedTruth[] {
  const { header, value, fieldValue, decoded } = line;
  const about = {
    header,
    ...(value !== undefined && { value }),
    ...(fieldValue !== undefined && { fieldValue }),
    named: isNamed(header),
  };
  if (of === 'param' && value === undefined && param?.value === undefined)
    return [{ cause: 'absent', ...about }];
  if (value === undefined) return [];
  if (param?.annotation.type === 'integer' && (decoded ?? value) !== fieldValue)
    return [{ cause: 'integer', ...about }];
  return decoded === undefined ? [] : [{ cause: 'encoded', ...about }];
}

function caseOf(
  exchange: SeenExchange,
  { line: { header, value } }: Mirrored,
  isNamed: (header: string) => boolean,
): readonly RefusedTruth[] {
  if (value === undefined) return [];
  const written = exchange.request.headers.find(([name]) => name.toLowerCase() === header.toLowerCase())?.[0];
  if (written === undefined || written === header) return [];
  return [{ cause: 'case', header: written, value, named: isNamed(header) }];
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
