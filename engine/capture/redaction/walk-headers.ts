import type { TextView } from './text-view.ts';
import { looksLikeToken } from './secret-names.ts';
import { walkTarget } from './walk-address.ts';
import { walkPlain } from './walk-plain.ts';
import { walkNamed, type Walk } from './walk.ts';

const SENTINEL = '=?base64?';
const CREDENTIALS = /^(?:proxy-|x-)?(?:[\w-]*-)?authorization$/;
const ADDRESSES = /^(?:location|content-location|referer|link|refresh|origin)$/;

/** One header: the secrets in its value. The value is not scanned, as its lines are scanned as a whole. */
export function walkHeader(walk: Walk, name: string, value: TextView): void {
  const { sink, rules } = walk;
  const lower = name.toLowerCase();
  const place = (): string => `header ${name}`;
  const { text } = value;
  const own = rules.named(name, 'header');
  if (own === 'kept' || text === '') return;
  if (own?.kind === 'rule') sink.secret(value, 0, text.length, 'rule', place);
  else if (CREDENTIALS.test(lower)) {
    if (rules.has('authorization')) walkCredentials(walk, value, place);
  } else if (lower === 'cookie' || lower === 'set-cookie') {
    if (rules.has('cookies')) walkCookies(walk, value, lower === 'set-cookie', place);
  } else if (text.startsWith(SENTINEL) && text.endsWith('?=')) walkSentinel(walk, name, value);
  else if (lower.startsWith('mcp-param-')) walkParam(walk, name, value);
  else if (!walkNamed(walk, name, 'header', value, [0, text.length], place)) {
    sink.whole(value, place);
    if (ADDRESSES.test(lower) && !text.includes('://')) walkTarget(walk, value, 0, text.length);
    walkPlain(walk, value);
  }
}

/** A header that mirrors a parameter: its name ends in the parameter's, which may be a common word. */
function walkParam(walk: Walk, name: string, value: TextView): void {
  const place = (): string => `header ${name}`;
  const param = name.slice('mcp-param-'.length);
  if (walkNamed(walk, param, 'member', value, [0, value.text.length], place)) return;
  walk.sink.whole(value, place);
  walk.inner(walk, value);
}

/**
 * A value in Base64, as a header may not hold it plainly.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#value-encoding
 */
function walkSentinel(walk: Walk, name: string, value: TextView): void {
  const from = SENTINEL.length;
  const to = value.text.length - 2;
  const encoded = value.text.slice(from, to);
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  const encode = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
  if (encode(decoded) !== encoded) return;
  walk.sink.recoded(value, from, to, decoded, encode, (inner, sink) => {
    walkHeader({ ...walk, sink }, name, inner);
    sink.scan(inner, () => `header ${name}`);
  });
}

/** `Scheme credentials`. https://www.rfc-editor.org/rfc/rfc9110#section-11.4 */
function walkCredentials(walk: Walk, value: TextView, place: () => string): void {
  const { text } = value;
  const scheme = /^\s*([A-Za-z][\w-]*)\s+(?=\S)/.exec(text);
  const from = scheme?.[0].length ?? 0;
  const to = text.trimEnd().length;
  const name = scheme?.[1]?.toLowerCase();
  if (from >= to || /^\$\{[^}]*\}$/.test(text.slice(from, to))) return;
  walk.sink.secret(value, from, to, name === 'bearer' || name === 'basic' ? name : 'login', place);
  if (name !== 'basic') return;
  const login = Buffer.from(text.slice(from, to), 'base64').toString('latin1');
  const colon = login.indexOf(':');
  if (colon >= 0) walk.sink.also(login.slice(colon + 1), 'password');
}

/** Names and attributes stay. https://www.rfc-editor.org/rfc/rfc6265#section-4 */
function walkCookies(walk: Walk, value: TextView, isOnlyFirst: boolean, place: () => string): void {
  const { text } = value;
  for (let start = 0; start < text.length;) {
    const semicolon = text.indexOf(';', start);
    const end = semicolon < 0 ? text.length : semicolon;
    const [whole = ''] = /^[^=]*=\s*"?/.exec(text.slice(start, end)) ?? [];
    const from = start + whole.length;
    const to = from + text.slice(from, end).trimEnd().replace(/"$/, '').length;
    if (whole !== '' && to > from && walk.rules.named(whole.slice(0, -1).trim(), 'member') !== 'kept') {
      walk.sink.secret(value, from, to, 'cookie', place, looksLikeToken(text.slice(from, to)));
    }
    if (isOnlyFirst) return;
    start = end + 1;
  }
}

/**
 * Heads of HTTP messages as on the wire, further ones (100, 103) among them: answers where the last one ends. Nothing of it is
 * scanned.
 */
export function walkHeads(walk: Walk, view: TextView): number {
  const { text } = view;
  let from = 0;
  for (;;) {
    const end = text.indexOf('\r\n\r\n', from);
    const stop = end < 0 ? text.length : end;
    walkHead(walk, view, from, stop);
    if (end < 0) return text.length;
    if (!/^HTTP\/1\.[01] 1\d\d/.test(text.slice(from, from + 16)) || !text.startsWith('HTTP/1.', end + 4))
      return end + 4;
    from = end + 4;
  }
}

function walkHead(walk: Walk, view: TextView, from: number, to: number): void {
  const { text } = view;
  let start = from;
  while (start < to) {
    const found = text.indexOf('\r\n', start);
    const end = found < 0 || found > to ? to : found;
    const line = view.part(start, end);
    if (start === from && !/^[\w-]+:/.test(line.text)) walkFirstLine(walk, line);
    else walkLine(walk, line);
    start = end + 2;
  }
}

function walkFirstLine(walk: Walk, line: TextView): void {
  const target = /^\S+ (\S+)/.exec(line.text)?.[1];
  if (target === undefined || line.text.startsWith('HTTP/')) return;
  const from = line.text.indexOf(' ') + 1;
  walkTarget(walk, line, from, from + target.length);
}

function walkLine(walk: Walk, line: TextView): void {
  const colon = line.text.indexOf(':');
  if (colon <= 0) return;
  const raw = line.text.slice(colon + 1);
  const from = colon + 1 + raw.length - raw.trimStart().length;
  walkHeader(walk, line.text.slice(0, colon), line.part(from, Math.max(from, line.text.trimEnd().length)));
}
