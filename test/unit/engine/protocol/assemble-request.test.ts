import { describe, expect, it } from 'vitest';
import {
  assembleBodiless,
  assembleRequest,
  origin,
  pointer,
  traceMeta,
} from '../../../../engine/protocol/assemble-request.ts';

const OWN = {
  pairs: [['X-Own', '1'] as const],
  origins: [origin('header:X-Own', 'ours', 'protocol')],
  problems: [],
};
const TARGET = { url: 'http://127.0.0.1:1/mcp', headers: [['x-own', '2'] as const] };

describe('a request', () => {
  it('has the instance’s header in place of one of the same name, and says so', () => {
    const built = assembleRequest(TARGET, OWN, { body: '{}', origins: [], tamper: { headers: [] } });
    expect(built.headers.map(([name]) => name)).toEqual([
      'Host',
      'Content-Type',
      'Accept',
      'Accept-Encoding',
      'x-own',
      'Content-Length',
      'Connection',
    ]);
    expect(built.origins.filter(({ target }) => target.toLowerCase() === 'header:x-own')).toEqual([
      { target: 'header:x-own', origin: 'a header of this instance', kind: 'instance' },
    ]);
  });

  it('counts the bytes of the body that leaves', () => {
    const built = assembleRequest(TARGET, OWN, {
      body: '{}',
      origins: [],
      tamper: { headers: [], body: 'ä' },
    });
    expect(built.headers).toContainEqual(['Content-Length', '2']);
    expect(built.origins).toContainEqual(origin('', 'you replaced the body', 'tampered'));
  });

  it('without a body says nothing about one', () => {
    const { headers, body } = assembleBodiless({ ...TARGET, headers: [] }, OWN, 'text/event-stream');
    expect(body).toBe('');
    expect(headers).toEqual([
      ['Host', '127.0.0.1:1'],
      ['Accept', 'text/event-stream'],
      ['X-Own', '1'],
      ['Connection', 'keep-alive'],
    ]);
  });
});

it('keys of _meta are dropped first and set then', () => {
  const { meta, origins } = traceMeta([['a', 1, 'first', 'draft']], {
    meta: { a: null },
    dropMeta: ['a', 'b'],
  });
  expect(meta).toEqual({ a: null });
  expect(origins.map((entry) => [entry.target, entry.origin])).toEqual([
    ['/params/_meta/a', 'you changed it'],
    ['/params/_meta/b', 'you dropped it'],
  ]);
});

it('pointers escape what RFC 6901 wants escaped', () => {
  expect(pointer('a/b', 'c~d')).toBe('/a~1b/c~0d');
});
