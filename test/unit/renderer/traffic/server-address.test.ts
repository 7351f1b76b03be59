import { describe, expect, it } from 'vitest';
import { readServerAddress } from '../../../../renderer/traffic/server-address.ts';

describe('readServerAddress', () => {
  it.each([
    [' http://127.0.0.1:3000/mcp ', 'http://127.0.0.1:3000/mcp', '127.0.0.1:3000'],
    ['localhost:3000/mcp', 'http://localhost:3000/mcp', 'localhost:3000'],
    ['mcp.example.org', 'https://mcp.example.org/', 'mcp.example.org'],
    ['https://example.org/shop%20one/', 'https://example.org/shop%20one/', 'example.org/shop one'],
    ['https://example.org/100%/mcp', 'https://example.org/100%/mcp', 'example.org'],
    ['https://example.org/100%', 'https://example.org/100%', 'example.org/100%'],
  ])('%s', (text, url, name) => {
    expect(readServerAddress(text)).toEqual({ ok: true, url, name });
  });

  it.each([
    ['', /Paste the address/],
    ['http://', /no address/],
    ['ftp://example.org', /ftp:\/\/ is not spoken/],
    ['not an address', /no address/],
    ['https://me:secret@example.org', /holds a password/],
  ])('refuses "%s" and says why', (text, problem) => {
    const result = readServerAddress(text);
    expect(result.ok ? '' : result.problem).toMatch(problem);
  });
});
