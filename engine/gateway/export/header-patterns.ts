import type { HeaderCondition } from '../../../shared/model/gateway.ts';

/**
 * A condition on a value as a regular expression that PCRE and RE2 read alike, anchored at both ends. Quotes,
 * backslashes and dollars stand in it as `\xNN`, so that it needs no more than quotes in any configuration.
 */
export interface HeaderPattern {
  readonly regex: string;
  /** Why some requests that Hopscope's rule takes are not found by it: a sentence. */
  readonly shortfall?: string;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ANY_BASE64 = '[A-Za-z0-9+/]*={0,2}';

/**
 * Of a target that decodes no Base64. What a value becomes in the Base64 form is known beforehand for `exact` and for a
 * beginning, so those are found in either form; a pattern with more after a `*` or `?` is found in the plain form only.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#value-encoding
 */
export function headerPattern(condition: HeaderCondition): HeaderPattern {
  const plain = plainRegex(condition);
  if (!isEncodedHeader(condition.header)) return { regex: `^${plain}$` };
  const encoded = encodedRegex(condition);
  if (encoded !== undefined && looksEncoded(condition)) return { regex: `^=\\?base64\\?${encoded}\\?=$` };
  if (encoded !== undefined) return { regex: `^(?:${plain}|=\\?base64\\?${encoded}\\?=)$` };
  return {
    regex: `^${plain}$`,
    shortfall:
      `It decodes no Base64: ${condition.header} in the form =?base64?…?= is not held against ` +
      `${JSON.stringify(condition.value ?? '')}, as Hopscope does.`,
  };
}

/** Of a target that has decoded the value, or need not: its characters as bytes in that form. */
export function decodedPattern(condition: HeaderCondition, form: 'latin1' | 'utf8'): string {
  return `^${plainRegex(condition, form)}$`;
}

/** Whether a client writes this header in the Base64 form where its value needs that. */
export function isEncodedHeader(header: string): boolean {
  return /^mcp-(?:name|param-.*)$/i.test(header);
}

/** A value that reads like the beginning of the Base64 form is sent in that form: plain, it would mean something else. */
function looksEncoded({ test, value = '' }: HeaderCondition): boolean {
  const sentinel = '=?base64?';
  if (test === 'present' || test === 'absent') return false;
  return value.startsWith(sentinel) || (test !== 'exact' && value !== '' && sentinel.startsWith(value));
}

/** The text as part of a regular expression; what is not ASCII as its bytes. */
export function escapeRegex(text: string, encoding: 'latin1' | 'utf8' = 'utf8'): string {
  let regex = '';
  for (const byte of Buffer.from(text, encoding)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9 _/:=@,;<>#&%~!-]/.test(character)) regex += character;
    else if (/[.*+?^|()[\]{}]/.test(character)) regex += `\\${character}`;
    else regex += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return regex;
}

function plainRegex({ test, value = '' }: HeaderCondition, encoding?: 'latin1' | 'utf8'): string {
  // In the plain form a header's characters are its bytes; a text beyond them can only come encoded.
  const form = encoding ?? (/^[^\u0100-\uffff]*$/.test(value) ? 'latin1' : 'utf8');
  switch (test) {
    case 'exact':
      return escapeRegex(value, form);
    case 'prefix':
      return `${escapeRegex(value, form)}(?s:.*)`;
    case 'pattern':
      return wildcardRegex(value, form);
    case 'present':
    case 'absent':
      return '(?s:.*)';
  }
}

function wildcardRegex(value: string, form: 'latin1' | 'utf8'): string {
  return value
    .split(/(\*+|\?)/)
    .map((part) => {
      if (part === '?') return '(?s:.)';
      return part.startsWith('*') ? '(?s:.*)' : escapeRegex(part, form);
    })
    .join('');
}

function encodedRegex({ test, value = '' }: HeaderCondition): string | undefined {
  switch (test) {
    case 'exact':
      return escapeRegex(Buffer.from(value, 'utf8').toString('base64'));
    case 'prefix':
      return beginningInBase64(value);
    case 'pattern': {
      const [, fixed, rest] = /^([^*?]*)(.*)$/s.exec(value) ?? [];
      if (fixed === undefined) return undefined;
      if (rest === '') return escapeRegex(Buffer.from(fixed, 'utf8').toString('base64'));
      return /^\*+$/.test(rest ?? '') ? beginningInBase64(fixed) : undefined;
    }
    case 'present':
    case 'absent':
      return ANY_BASE64;
  }
}

/** Three bytes are four characters; of a group that is not full, some bits are the next byte's and may be any. */
function beginningInBase64(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const whole = bytes.length - (bytes.length % 3);
  const fixed = escapeRegex(bytes.subarray(0, whole).toString('base64'));
  const rest = bytes.subarray(whole);
  if (rest.length === 0) return fixed + ANY_BASE64;
  const characters = rest.toString('base64').replace(/=+$/, '');
  const first = BASE64.indexOf(characters.at(-1) ?? '');
  const open = rest.length === 1 ? 16 : 4;
  const choice = BASE64.slice(first, first + open);
  return `${fixed}${escapeRegex(characters.slice(0, -1))}[${choice}]${ANY_BASE64}`;
}
