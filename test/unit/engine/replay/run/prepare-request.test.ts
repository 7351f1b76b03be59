import { beforeEach, describe, expect, it } from 'vitest';
import { ModernRequests, prepared, prepareTarget } from '../../../../../engine/replay/run/prepare-request.ts';
import { type Draft, NO_TAMPER } from '../../../../../shared/model/draft.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';
import { headerValue } from '../../../../../shared/model/headers.ts';

const DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'whoami', arguments: {} },
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};
const target = (id: string, port: number, headers: HeaderList = []) =>
  prepareTarget({
    instance: { id, name: id, url: `http://127.0.0.1:${String(port)}/mcp?of=${id}`, headers },
    headers,
  });
const idOf = ({ body }: { body: Buffer }): unknown => (JSON.parse(body.toString()) as { id: unknown }).id;

describe('ModernRequests', () => {
  let ids: number;
  let requests: ModernRequests;
  beforeEach(() => {
    ids = 0;
    requests = new ModernRequests(() => (ids += 1));
  });

  it('builds a step once for all instances, but for where it goes', () => {
    const [one, other] = [target('a', 1), target('b', 2)];
    const first = requests.build(DRAFT, one);
    const second = requests.build(DRAFT, other);
    expect([idOf(first), idOf(second), ids]).toEqual([1, 1, 1]);
    expect([first, second].map(({ headers }) => headerValue(headers, 'host'))).toEqual([
      '127.0.0.1:1',
      '127.0.0.1:2',
    ]);
    expect([first.target, second.target]).toEqual(['/mcp?of=a', '/mcp?of=b']);
    expect(second).toMatchObject({ method: 'tools/call', name: 'whoami', expected: { requestId: 1 } });
  });

  it('gives no instance an id twice: a poll is a request of its own', () => {
    const one = target('a', 1);
    expect([idOf(requests.build(DRAFT, one)), idOf(requests.build(DRAFT, one))]).toEqual([1, 2]);
  });

  it('builds anew for an instance that adds other headers, and where headers were changed on purpose', () => {
    requests.build(DRAFT, target('a', 1));
    const second = requests.build(DRAFT, target('b', 2, [['Authorization', 'Bearer b']]));
    expect(headerValue(second.headers, 'authorization')).toBe('Bearer b');
    const lying: Draft = {
      ...DRAFT,
      tamper: { ...NO_TAMPER, headers: [{ op: 'set', name: 'Host', value: 'elsewhere' }] },
    };
    for (const each of [target('a', 1), target('b', 2)]) {
      const built = requests.build(lying, each);
      expect(headerValue(built.headers, 'host')).toBe('elsewhere');
      expect(built.tampered).toBe(true);
    }
  });
});

describe('prepared', () => {
  it('takes a body that is no message for what it is', () => {
    const preview = { httpMethod: 'POST', headers: [], routing: [], body: '{' };
    expect(prepared(preview, new URL('http://a/mcp'), 'modern')).toMatchObject({
      method: 'POST /mcp',
      name: '',
      expected: { expects: 'answer', requestId: undefined },
    });
  });
});
