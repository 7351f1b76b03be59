import { describe, expect, it } from 'vitest';
import { errorCodeOf } from '../../../../../engine/gateway/record/error-code.ts';

describe('errorCodeOf', () => {
  it.each([
    ['{"error":{"code":-32020}}', -32020],
    [' {"error":{"code":-32020}}', -32020],
    ['event: message\r\ndata: {"method":"x"}\r\n\r\ndata:{"error":{"code":-1}}\r\n\r\n', -1],
    ['{"result":{}}', undefined],
    ['{"error":{"code":"x"}}', undefined],
    ['{"error":', undefined],
    ['', undefined],
  ])('%j: %s', (text, code) => {
    expect(errorCodeOf(text)).toBe(code);
  });
});
