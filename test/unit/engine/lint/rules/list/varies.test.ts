import { describe, expect, it } from 'vitest';
import { varies } from '../../../../../../engine/lint/rules/list/varies.ts';
import type { SeenExchange } from '../../../../../../engine/lint/seen-exchange.ts';
import { exchange, findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { toolsList } from '../../../../../support/lint/lists.ts';

/** A list of an instance at a time in seconds. */
function at(
  seconds: number,
  instanceId: string,
  names: readonly string[],
  parts: ExchangeParts = {},
): SeenExchange {
  const row = { instanceId, startedAt: 1_000_000 + seconds * 1000, origin: 'gateway' as const };
  return exchange({ ...toolsList(names), row, ...parts });
}

function announced(seconds: number, instanceId: string): SeenExchange {
  const row = { instanceId, startedAt: 1_000_000 + seconds * 1000 };
  return exchange({
    row,
    method: 'subscriptions/listen',
    stream: [{ jsonrpc: '2.0', method: 'notifications/tools/list_changed' }],
  });
}

const VERSION_2 = { _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'test-server', version: '2' } } };

describe('between instances', () => {
  it('finds what differs at the same time, once', () => {
    const findings = findingsOf(
      varies,
      at(0, 'alpha', ['a', 'b']),
      at(1, 'beta', ['b', 'c']),
      at(2, 'alpha', ['a', 'b']),
      at(3, 'beta', ['b', 'c']),
    );
    expect(findings).toMatchObject([
      { side: 'server', pointer: 'event:0:/result/tools', found: 'added: c; missing: a' },
    ]);
  });

  it('finds an entry that is another one', () => {
    const tools = [{ name: 'a', description: 'Does something else', inputSchema: { type: 'object' } }];
    const other = at(1, 'beta', [], { result: { tools } });
    expect(findingsOf(varies, at(0, 'alpha', ['a']), other)).toMatchObject([{ found: 'changed: a' }]);
  });

  it('finds one list between two others of its peer, however far apart', () => {
    const lists = [at(0, 'alpha', ['a']), at(500, 'beta', ['b'])];
    expect(findingsOf(varies, ...lists)).toEqual([]);
    expect(findingsOf(varies, ...lists, at(900, 'alpha', ['a']))).toHaveLength(1);
  });

  it.each<[string, SeenExchange]>([
    ['the order', at(1, 'beta', ['b', 'a'])],
    ['other credentials', at(1, 'beta', ['c'], { headers: { Authorization: 'Bearer x' } })],
    ['another version', at(1, 'beta', [], { result: { tools: [], ...VERSION_2 } })],
    ['a change over time', at(60, 'beta', ['c'])],
    [
      'a server that does not say which it is',
      at(1, 'beta', [], { result: { tools: [], resultType: 'complete' }, bare: true }),
    ],
  ])('spares %s', (_, other) => {
    expect(findingsOf(varies, at(0, 'alpha', ['a', 'b']), other)).toEqual([]);
  });

  it('spares a change that was announced', () => {
    expect(findingsOf(varies, at(0, 'alpha', ['a']), announced(0.5, 'beta'), at(1, 'beta', ['b']))).toEqual(
      [],
    );
  });
});

function called(seconds: number, instanceId: string, tool: string): SeenExchange {
  const row = { instanceId, startedAt: 1_000_000 + seconds * 1000, origin: 'gateway' as const };
  return exchange({ row, method: 'tools/call', params: { name: tool, arguments: {} } });
}

describe('after a call', () => {
  const tools = (names: readonly string[]) =>
    names.map((name) => ({ name, inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } }));
  const reads = (seconds: number, instanceId: string, names: readonly string[]) =>
    at(seconds, instanceId, [], { result: { tools: tools(names) } });

  it('spares what may have changed everywhere, and what was changed back', () => {
    const lists = [at(0, 'alpha', ['a']), called(0.2, 'alpha', 'show_b'), at(0.5, 'beta', ['a', 'b'])];
    expect(findingsOf(varies, ...lists)).toEqual([]);
    const back = [called(0.7, 'beta', 'hide_b'), at(1, 'alpha', ['a'])];
    expect(findingsOf(varies, ...lists, ...back)).toEqual([]);
    const again = [called(1.2, 'alpha', 'show_b'), at(1.5, 'alpha', ['a', 'b'])];
    expect(findingsOf(varies, at(0, 'alpha', ['a', 'b']), ...back, ...again)).toEqual([]);
  });

  it('finds what differs after a call that only reads, and once no call lies between', () => {
    const lists = [reads(0, 'alpha', ['a']), called(0.2, 'alpha', 'a'), reads(0.5, 'beta', ['b'])];
    expect(findingsOf(varies, ...lists)).toHaveLength(1);
    const later = [at(0, 'alpha', ['a']), called(0.2, 'alpha', 'x'), at(0.5, 'beta', ['b'])];
    expect(findingsOf(varies, ...later, at(1, 'alpha', ['a']))).toHaveLength(1);
  });
});

describe('over time', () => {
  const back = ['a', 'b', 'a', 'b'].map((name, second) => at(second, 'alpha', [name]));

  it('finds a list that keeps going back and forth', () => {
    expect(findingsOf(varies, ...back)).toMatchObject([{ found: 'added: b; missing: a' }]);
  });

  it('spares a list that changes, even back, or slowly', () => {
    expect(findingsOf(varies, ...back.slice(0, 3))).toEqual([]);
    const slow = ['a', 'b', 'a', 'b'].map((name, hour) => at(hour * 3600, 'alpha', [name]));
    expect(findingsOf(varies, ...slow)).toEqual([]);
  });

  it('spares changes that were announced', () => {
    expect(findingsOf(varies, ...back.slice(0, 3), announced(2.5, 'alpha'), ...back.slice(3))).toEqual([]);
  });
});
