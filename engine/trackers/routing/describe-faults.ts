import type { RoutingLine } from '../../../shared/model/exchange.ts';
import { headerValues } from '../../../shared/model/headers.ts';
import { HEADER } from '../../../shared/spec/modern.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';

/** Longest value of a header or a field in a case or a sentence. */
const LONGEST_VALUE = 200;

/** What is wrong with a request's headers: a sentence or two for a person. Pure. */
export function describeFaults(faults: readonly RoutingLine[], exchange: SeenExchange): string {
  const sentences = [
    ...describeLies(faults, exchange),
    ...faults
      .filter(({ verdict }) => verdict === 'invalid')
      .map(({ header, note }) => `${header} cannot be read: ${lowerFirst(note)}`),
    ...describeMissing(faults),
  ];
  return sentences.join(' ');
}

/** `tools/call of "pay"`. Pure. */
export function whatIsAsked({ method, request }: SeenExchange): string {
  const { name, uri, taskId } = request.message?.params ?? {};
  const subject = [name, uri, taskId].find((value) => typeof value === 'string');
  return subject === undefined ? cut(method) : `${cut(method)} of ${quoted(subject)}`;
}

function describeLies(faults: readonly RoutingLine[], exchange: SeenExchange): string[] {
  const lies = faults.filter(({ verdict }) => verdict === 'mismatch');
  const repeated = lies.filter(
    ({ header }) => new Set(headerValues(exchange.request.headers, header)).size > 1,
  );
  const plain = lies.filter((line) => !repeated.includes(line));
  const sentences = repeated.map(
    ({ header }) =>
      `${header} is sent more than once with different values, so each reader believes another one.`,
  );
  if (plain.length === 0) return sentences;
  const believed = plain.map((line) => nameOf(line, exchange.method, line.decoded ?? line.value));
  const said = plain.map((line) =>
    line.fieldValue === undefined
      ? `has no ${fieldOf(line)}`
      : `says ${nameOf(line, exchange.method, line.fieldValue)}`,
  );
  return [...sentences, `Who reads headers believes ${list(believed)}; the body ${list(said)}.`];
}

function describeMissing(faults: readonly RoutingLine[]): string[] {
  const missing = faults.filter(({ verdict }) => verdict === 'missing').map(({ header }) => header);
  if (missing.length === 0) return [];
  return [`${list(missing)} ${missing.length === 1 ? 'is' : 'are'} missing, by which balancers route.`];
}

const SUBJECTS: Readonly<Record<string, string>> = {
  'tools/call': 'the tool',
  'prompts/get': 'the prompt',
  'resources/read': 'the resource',
  'tasks/get': 'the task',
  'tasks/update': 'the task',
  'tasks/cancel': 'the task',
};

function nameOf({ header }: RoutingLine, method: string, value: string | undefined): string {
  const name = header.toLowerCase();
  if (name === HEADER.method.toLowerCase()) return `the method ${quoted(value)}`;
  if (name === HEADER.protocolVersion.toLowerCase()) return `revision ${quoted(value)}`;
  if (name === HEADER.name.toLowerCase()) {
    return `${Object.hasOwn(SUBJECTS, method) ? (SUBJECTS[method] ?? '') : 'the name'} ${quoted(value)}`;
  }
  return `${header.slice(HEADER.paramPrefix.length)} ${quoted(value)}`;
}

function fieldOf({ field, header }: RoutingLine): string {
  return header.toLowerCase() === HEADER.protocolVersion.toLowerCase() ? 'revision' : (field ?? 'such field');
}

/** As JSON text, cut where it is long. */
export function quoted(text: string | undefined): string {
  return JSON.stringify(cut(text ?? ''));
}

export function cut(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** `a`, `a and b`, `a, b and c`. */
function list(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
