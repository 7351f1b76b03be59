import { describe, expect, it } from 'vitest';
import { requestFacts, type SeenRequest } from '../../../../../engine/gateway/record/request-facts.ts';
import { META } from '../../../../../shared/spec/modern.ts';

function facts(body: unknown, more: Partial<SeenRequest> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return requestFacts({
    httpMethod: 'POST',
    target: '/mcp?x=1',
    headers: [],
    body: Buffer.from(text),
    ...more,
  });
}

const modern = { [META.protocolVersion]: '2026-07-28' };

describe('requestFacts', () => {
  it('names the method and what it is about', () => {
    expect(facts({ id: 1, method: 'tools/call', params: { name: 'echo' } })).toMatchObject({
      method: 'tools/call',
      name: 'echo',
    });
    expect(facts('{broken')).toMatchObject({ method: 'POST /mcp', name: '', routing: [] });
    expect(facts('', { httpMethod: 'GET' })).toMatchObject({ method: 'GET /mcp', name: '' });
    expect(facts([{ id: 1, method: 'ping' }])).toMatchObject({ method: 'ping' });
    expect(facts('[]')).toMatchObject({ method: 'POST /mcp' });
  });

  it.each([
    ['the body says so', { method: 'x', params: { _meta: modern } }, [], 'modern'],
    [
      'the body says another',
      { method: 'x', params: { _meta: { [META.protocolVersion]: '2025-06-18' } } },
      [],
      'legacy',
    ],
    [
      'a later one',
      { method: 'x', params: { _meta: { [META.protocolVersion]: '2027-01-01' } } },
      [],
      'modern',
    ],
    ['only the header says so', { method: 'x' }, [['mcp-protocol-version', '2026-07-28']], 'modern'],
    ['the header says legacy', { method: 'x' }, [['MCP-Protocol-Version', '2025-11-25']], 'legacy'],
    ['it opens a session', { method: 'initialize' }, [], 'legacy'],
    ['it uses a session', { method: 'x' }, [['Mcp-Session-Id', 's']], 'legacy'],
    ['it discovers', { method: 'server/discover' }, [], 'modern'],
    ['nothing says anything', { method: 'x' }, [], 'legacy'],
  ] as const)('era, where %s', (_case, body, headers, era) => {
    expect(facts(body, { headers }).era).toBe(era);
  });

  it('takes the instance’s era where nothing in the request says one', () => {
    expect(facts({ method: 'x' }, { knownEra: 'modern' }).era).toBe('modern');
    expect(facts({ method: 'initialize' }, { knownEra: 'modern' }).era).toBe('legacy');
  });

  it('holds headers against the body in the modern era', () => {
    const headers = [
      ['MCP-Protocol-Version', '2026-07-28'],
      ['Mcp-Method', 'tools/list'],
    ] as const;
    const { routing } = facts(
      { id: 1, method: 'tools/call', params: { name: 'a', _meta: modern } },
      { headers },
    );
    expect(routing.map(({ header, verdict }) => [header, verdict])).toEqual([
      ['MCP-Protocol-Version', 'match'],
      ['Mcp-Method', 'mismatch'],
      ['Mcp-Name', 'missing'],
    ]);
    expect(facts({ id: 1, method: 'tools/list' }, { headers: [['Mcp-Session-Id', 's']] }).routing).toEqual(
      [],
    );
  });

  it('expects an answer where one is due', () => {
    expect(facts({ id: 1, method: 'x' }).expected).toEqual({ expects: 'answer', requestId: 1 });
    expect(facts('', { httpMethod: 'GET' }).expected).toEqual({ expects: 'nothing', requestId: undefined });
    const batch = [{ id: 7, method: 'a' }, { method: 'note' }];
    expect(facts(batch).expected).toEqual({ expects: 'answer', requestId: 7, batches: true });
    expect(facts([{ method: 'note' }]).expected).toMatchObject({ expects: 'nothing', batches: true });
    expect(facts([...batch, { id: 8, method: 'b' }]).expected).toMatchObject({
      expects: 'nothing',
      batches: true,
    });
    const stream = facts('', { httpMethod: 'GET', headers: [['MCP-Protocol-Version', '2025-03-26']] });
    expect(stream.expected).toMatchObject({ expects: 'nothing', batches: true });
  });
});
