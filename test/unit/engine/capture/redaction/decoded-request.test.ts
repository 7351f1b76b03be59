import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodedRequest } from '../../../../../engine/capture/redaction/decoded-request.ts';
import { LiveRedactor } from '../../../../../engine/capture/redacting/live-redactor.ts';
import { DEFAULT_REDACTION_RULES } from '../../../../../shared/model/redaction.ts';

const TEXT = '{"params":{"note":"nothing"}}';
const SECRET = '{"params":{"password":"pass-5555-wOrd-6666"}}';
const head = (coding: string): string => JSON.stringify({ headers: [['Content-Encoding', coding]] });
const CODINGS = [
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['zstd', zstdCompressSync],
  ['br, gzip', (bytes: Buffer) => gzipSync(brotliCompressSync(bytes))],
] as const;

describe('the body of a request', () => {
  it.each(CODINGS)('is read in the coding %s', (coding, pack) => {
    const body = pack(Buffer.from(TEXT)).toString('latin1');
    expect(decodedRequest(head(coding), body)).toEqual({ kind: 'decoded', text: TEXT });
  });

  it('is plain without a coding, and closed where it cannot be read', () => {
    expect(decodedRequest('{"headers":[]}', TEXT)).toEqual({ kind: 'plain' });
    expect(decodedRequest(head('identity'), TEXT)).toEqual({ kind: 'plain' });
    expect(decodedRequest(head('gzip'), TEXT)).toEqual({ kind: 'plain' });
    expect(decodedRequest(head('gzip'), '\u0001\u0002')).toEqual({ kind: 'closed' });
    expect(decodedRequest(head('compress'), TEXT)).toEqual({ kind: 'closed' });
  });

  it.each(CODINGS)('is blanked where there is a secret in it, and only then: %s', (coding, pack) => {
    const live = new LiveRedactor({ rules: DEFAULT_REDACTION_RULES, known: [] });
    const redacted = (text: string) => {
      const requestBody = pack(Buffer.from(text)).toString('latin1');
      const { texts, replaced, blanked } = live.texts(1, { requestHead: head(coding), requestBody });
      return { same: texts.requestBody === requestBody, body: texts.requestBody, replaced, blanked };
    };
    expect(redacted(TEXT)).toMatchObject({ same: true, replaced: 0, blanked: false });
    const { body, ...rest } = redacted(SECRET);
    expect(rest).toEqual({ same: false, replaced: 1, blanked: true });
    expect(body).toMatch(/^x+$/);
    // It is known from then on.
    expect(live.line('it was pass-5555-wOrd-6666.')).toBe('it was redacted-password-1.');
  });
});
