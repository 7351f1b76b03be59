import { describe, expect, it } from 'vitest';
import { decodeHeaderValue, encodeHeaderValue } from '../../../../../engine/protocol/modern/header-value.ts';

/** Table of https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#value-encoding */
const ENCODED: readonly (readonly [string, string])[] = [
  ['us-west1', 'us-west1'],
  ['a b\tc', 'a b\tc'],
  ['Hello, 世界', '=?base64?SGVsbG8sIOS4lueVjA==?='],
  [' padded ', '=?base64?IHBhZGRlZCA=?='],
  ['line1\nline2', '=?base64?bGluZTEKbGluZTI=?='],
  ['=?base64?literal?=', '=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?='],
  ['', '=?base64??='],
  ['\u007f', '=?base64?fw==?='],
];

describe('encodeHeaderValue', () => {
  it.each(ENCODED)('encodes %j as %j', (value, header) => {
    expect(encodeHeaderValue(value)).toBe(header);
  });

  it('encodes a value that merely overlaps prefix and suffix, so that nobody can misread it', () => {
    expect(encodeHeaderValue('=?base64?=')).not.toBe('=?base64?=');
  });
});

describe('decodeHeaderValue', () => {
  it.each(ENCODED)('reads %j back from %j', (value, header) => {
    expect(decodeHeaderValue(header)).toMatchObject({ ok: true, value });
  });

  it('takes the markers by their exact case', () => {
    expect(decodeHeaderValue('=?BASE64?eA==?=')).toEqual({
      ok: true,
      value: '=?BASE64?eA==?=',
      encoded: false,
    });
  });

  it.each([
    ['=?base64?a?=', 'not valid Base64'],
    ['=?base64?a b=?=', 'not valid Base64'],
    ['=?base64?/w==?=', 'does not decode to UTF-8'],
    ['caf\u00e9', 'outside visible ASCII'],
  ])('refuses %j', (header, reason) => {
    const decoded = decodeHeaderValue(header);
    expect(decoded.ok ? '' : decoded.reason).toContain(reason);
  });
});
