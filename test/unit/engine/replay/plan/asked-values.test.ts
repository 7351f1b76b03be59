import { describe, expect, it } from 'vitest';
import {
  AskedValues,
  canMint,
  partsOf,
  slotKey,
  subjectOf,
  weakKey,
} from '../../../../../engine/replay/plan/asked-values.ts';
import type { ExchangeParts } from '../../../../support/lint/exchange.ts';
import { session, toolCall } from '../../../../support/replay/planned.ts';

function asked(...parts: readonly ExchangeParts[]): AskedValues {
  const values = new AskedValues();
  for (const each of session(...parts)) values.learn(each, true);
  return values;
}

describe('AskedValues', () => {
  it('knows where each value stood, and when it was first carried', () => {
    const values = asked(
      toolCall('basket_add', { basketId: 'bsk_12ab34cd', sku: 'TEA-001' }, {}),
      toolCall('basket_get', { basketId: 'bsk_12ab34cd' }, {}),
    );
    expect(values.find('bsk_12ab34cd')).toMatchObject({ firstNumber: 1, firstAt: 1_000_000, lastNumber: 2 });
    expect(values.find('bsk_12ab34cd')?.places).toEqual([
      { number: 1, at: 1_000_000, pointer: '/params/arguments/basketId', name: 'basketId' },
      { number: 2, at: 1_001_000, pointer: '/params/arguments/basketId', name: 'basketId' },
    ]);
  });

  it('looks for parts of texts, but not for the names of tools and what belongs to the protocol', () => {
    const values = asked(
      { method: 'resources/read', params: { uri: 'order://ab12cd34/items' } },
      toolCall('tool-1', { note: 'about ab12cd34, please' }, {}),
    );
    expect(values.find('ab12cd34')?.places.map(({ number, within }) => [number, within?.before])).toEqual([
      [1, 'order://'],
      [2, 'about '],
    ]);
    expect(values.find('tool-1')).toBeUndefined();
    expect(values.find('2026-07-28')).toBeUndefined();
  });

  it('finds numbers and words only by what they name', () => {
    const values = asked(toolCall('get_ticket', { id: 7, limit: 7, room: 'blue' }, {}));
    expect(values.find(weakKey(7, 'ticket'))?.places).toHaveLength(1);
    expect(values.find('7')).toBeUndefined();
    expect(values.find('blue')).toBeUndefined();
  });

  it('remembers of what is no step only that it was carried', () => {
    const values = new AskedValues();
    const [exchange] = session(toolCall('basket_get', { basketId: 'bsk_12ab34cd' }, {}));
    if (exchange) values.learn(exchange, false);
    expect(values.find('bsk_12ab34cd')).toMatchObject({ firstNumber: 1, places: [] });
  });

  it('knows the places that say by themselves what they are', () => {
    const values = asked(
      { method: 'resources/list', params: { cursor: 'c 1' } },
      { method: 'tasks/get', params: { taskId: '1' } },
      {
        method: 'tools/call',
        params: {
          name: 'deploy',
          requestState: 's',
          inputResponses: { ab12cd34ef: {}, confirm: {} },
          arguments: { cursor: 2 },
        },
      },
    );
    const keys = [...values.slots()].map(([key, { places }]) => [key, places[0]?.pointer]);
    expect(keys).toEqual([
      [slotKey.cursor('resources/list', 'c 1'), '/params/cursor'],
      [slotKey.task('1'), '/params/taskId'],
      [slotKey.state('tools/call', 'deploy', 's'), '/params/requestState'],
      [slotKey.input('ab12cd34ef'), '/params/inputResponses/ab12cd34ef'],
      [slotKey.toolCursor('deploy', 2), '/params/arguments/cursor'],
    ]);
  });
});

it('tells what a request is about, and what can have minted anything', () => {
  expect([subjectOf({ name: 'a', uri: 'b' }), subjectOf({ uri: 'b' }), subjectOf({ name: 1 })]).toEqual([
    'a',
    'b',
    '',
  ]);
  expect(['tools/call', 'resources/list', 'tasks/get'].every(canMint)).toBe(true);
  expect(['tools/list', 'initialize'].some(canMint)).toBe(false);
});

it('parts texts into what could be values, and no more than fifty of them', () => {
  expect(partsOf('Created order a1b2c3d4 for Ann, 12 pieces')).toEqual(['a1b2c3d4']);
  expect(partsOf('a1b2c3d4')).toEqual([]);
  expect(partsOf(Array.from({ length: 80 }, (_, at) => `id-${String(1000 + at)}`).join(' '))).toHaveLength(
    50,
  );
  expect(partsOf(`a1b2c3d4 ${'x '.repeat(20_000)}`)).toEqual([]);
});
