/**
 * The formats of https://www.w3.org/TR/trace-context/ and https://www.w3.org/TR/baggage/, as far as whether a value may be
 * read at all. Limits of length are for those who pass a value on, and not judged.
 */

export const TRACE_KEYS = ['traceparent', 'tracestate', 'baggage'] as const;

const PARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const STATE_KEY = /^[a-z0-9][a-z0-9_\-*/]{0,255}(?:@[a-z][a-z0-9_\-*/]{0,13})?$/;
/** Printable ASCII without comma and equals sign; a space not at the end. */
const STATE_VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** ASCII without control characters, space, quotes, comma, semicolon and backslash; an equals sign may be in it. */
const BAGGAGE_VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
/** Longer ones are judged by nobody. */
const MOST_CHARACTERS = 16_384;

/** The end of a sentence about the value; undefined where nothing is wrong. Pure. */
export function malformedTrace(key: (typeof TRACE_KEYS)[number], value: unknown): string | undefined {
  if (typeof value !== 'string') return 'it is no text';
  if (value.length > MOST_CHARACTERS) return undefined;
  if (key === 'traceparent') return malformedParent(value);
  return key === 'tracestate' ? malformedState(value) : malformedBaggage(value);
}

function malformedParent(value: string): string | undefined {
  const [all, version = '', trace = '', parent = '', , more] = PARENT.exec(value) ?? [];
  if (all === undefined) return 'it is not version-trace-parent-flags in lower-case hexadecimal digits';
  if (version === 'ff') return 'the version ff is forbidden';
  // Higher versions may add fields.
  if (version === '00' && more !== undefined) return 'version 00 has four fields';
  if (/^0+$/.test(trace)) return 'the trace id is all zeros';
  return /^0+$/.test(parent) ? 'the parent id is all zeros' : undefined;
}

function malformedState(value: string): string | undefined {
  const members = value.split(',').map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ''));
  const given = members.filter((member) => member !== '');
  if (given.length > 32) return `it has ${String(given.length)} members, and 32 are the most`;
  for (const member of given) {
    const at = member.indexOf('=');
    if (at < 0 || !STATE_KEY.test(member.slice(0, at)) || !STATE_VALUE.test(member.slice(at + 1))) {
      return `${JSON.stringify(member)} is no key=value`;
    }
  }
  return undefined;
}

function malformedBaggage(value: string): string | undefined {
  for (const member of value.split(',')) {
    const [pair = '', ...properties] = member.split(';');
    const at = pair.indexOf('=');
    if (at < 0 || !TOKEN.test(pair.slice(0, at).trim()) || !BAGGAGE_VALUE.test(pair.slice(at + 1).trim())) {
      return `${JSON.stringify(member.trim())} is no key=value`;
    }
    for (const property of properties) {
      const [key = '', ...rest] = property.split('=');
      if (!TOKEN.test(key.trim()) || !BAGGAGE_VALUE.test(rest.join('=').trim())) {
        return `${JSON.stringify(property.trim())} is no property`;
      }
    }
  }
  return undefined;
}
