import { describe, expect, it } from 'vitest';
import { protocolChange } from '../../../../../engine/replay/eras/protocol-change.ts';

const at = (pointer: string, left?: unknown, right?: unknown) =>
  protocolChange({ pointer, kind: 'changed', left: left as never, right: right as never })?.place;

describe('protocolChange', () => {
  it.each([
    ['/result/resultType', '/result/resultType'],
    ['/result/ttlMs', '/result/ttlMs'],
    ['/result/_meta', '/result/_meta'],
    ['/result/_meta/io.modelcontextprotocol~1serverInfo/name', '/result/_meta'],
    ['/headers/cache-control', '/headers'],
    ['/status', '/status'],
  ])('explains %s', (pointer, place) => {
    expect(at(pointer)).toBe(place);
  });

  it.each([
    '/result/structuredContent/resultType',
    '/result/_meta/shop~1region',
    '/error/code',
    '/result/content/0/text',
  ])('does not explain %s', (pointer) => {
    expect(at(pointer, 1, 2)).toBeUndefined();
  });

  it('knows the code of a resource that is not there, in both', () => {
    expect(at('/error/code', -32002, -32602)).toBe('/error/code');
    expect(at('/error/code', -32602, -32002)).toBe('/error/code');
    expect(at('/error/code', -32002, -32603)).toBeUndefined();
  });
});
