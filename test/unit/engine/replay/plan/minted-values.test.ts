import { describe, expect, it } from 'vitest';
import { answeredOf } from '../../../../../engine/replay/plan/answered.ts';
import { AskedValues, slotKey } from '../../../../../engine/replay/plan/asked-values.ts';
import { MintedValues, type Minted } from '../../../../../engine/replay/plan/minted-values.ts';
import type { ExchangeParts } from '../../../../support/lint/exchange.ts';
import { session, toolCall } from '../../../../support/replay/planned.ts';

function read(...parts: readonly ExchangeParts[]): {
  of: (value: string) => Minted | undefined;
  minted: MintedValues;
} {
  const asked = new AskedValues();
  const minted = new MintedValues(asked);
  const exchanges = session(...parts);
  for (const each of exchanges) asked.learn(each, true);
  for (const each of exchanges) minted.learn(answeredOf(each));
  const of = (value: string): Minted | undefined => {
    const found = asked.find(value);
    return found && minted.of(found);
  };
  return { of, minted };
}

const ID = 'bsk_12ab34cd';
const get = toolCall('basket_get', { basketId: ID }, { basketId: ID });

describe('MintedValues', () => {
  it('finds the first answer that held a value, and all places in it, structured content first', () => {
    const { of } = read(toolCall('basket_create', {}, { basketId: ID }), get);
    expect(of(ID)).toMatchObject({ number: 1, subject: 'basket_create', holders: 0 });
    expect(of(ID)?.places.map(({ pointer, rank }) => [pointer, rank])).toEqual([
      ['/result/content/0/text/basketId', 2],
      ['/result/structuredContent/basketId', 0],
    ]);
  });

  it('takes no answer for the origin of what a request had named before', () => {
    expect(read(get, toolCall('basket_list', {}, { ids: [ID] }), get).of(ID)).toBeUndefined();
    // An echo is none either.
    expect(read(get, get).of(ID)).toBeUndefined();
  });

  it('takes no answer that came after the request had left', () => {
    const late = { ...toolCall('basket_create', {}, { basketId: ID }), row: { startedAt: 1_000_995 } };
    expect(read(late, { ...get, row: { startedAt: 1_001_000 } }).of(ID)).toBeUndefined();
    expect(read(late, { ...get, row: { startedAt: 1_001_005 } }).of(ID)).toBeDefined();
  });

  it('counts later answers that tell it unasked', () => {
    const list = toolCall('basket_list', {}, { ids: [ID] });
    expect(read(toolCall('basket_create', {}, { basketId: ID }), list, list, get, list).of(ID)?.holders).toBe(
      2,
    );
  });

  it('finds parts of texts, and what notifications told', () => {
    const text = { content: [{ type: 'text', text: `Created ${ID}.` }] };
    const told = read({ method: 'tools/call', params: { name: 'basket_create' }, result: text }, get).of(ID);
    expect(told?.places[0]).toMatchObject({
      pointer: '/result/content/0/text',
      within: { part: 1 },
      value: ID,
    });
    const stream = [{ jsonrpc: '2.0', method: 'notifications/made', params: { basketId: ID } }];
    const notified = read({ method: 'tools/call', params: { name: 'make' }, result: {}, stream }, get).of(ID);
    expect(notified?.places[0]?.pointer).toBe('/notifications/notifications~1made/basketId');
  });

  it('minds no lists of tools, no replays, and no schemas', () => {
    const list = { method: 'tools/list', result: { tools: [{ name: ID }] } };
    const replayed = {
      ...toolCall('basket_create', {}, { basketId: ID }),
      row: { origin: 'replay' as const },
    };
    expect(read(list, replayed, get).of(ID)).toBeUndefined();
  });

  it('fills the slots that were asked with', () => {
    const { minted } = read(
      {
        method: 'tools/call',
        params: { name: 'deploy' },
        result: { requestState: 's', inputRequests: { a: {}, k12ab34cd: {} } },
      },
      {
        method: 'tools/call',
        params: { name: 'deploy', requestState: 's', inputResponses: { k12ab34cd: {} } },
      },
      { method: 'tools/call', params: { name: 'render' }, result: { task: { taskId: 't1' } } },
      { method: 'tasks/get', params: { taskId: 't1' }, result: { taskId: 't1' } },
    );
    expect(minted.slot(slotKey.state('tools/call', 'deploy', 's'))).toMatchObject([
      { number: 1, pointer: '/result/requestState' },
    ]);
    expect(minted.slot(slotKey.input('k12ab34cd'))).toMatchObject([
      { number: 1, pointer: '/result/inputRequests/1', key: true },
    ]);
    // The task's own answers do not make it.
    expect(minted.slot(slotKey.task('t1'))).toMatchObject([{ number: 3, pointer: '/result/task/taskId' }]);
    expect(minted.slot(slotKey.task('t2'))).toEqual([]);
  });
});
