import { expect, it } from 'vitest';
import { earlierStates } from '../../../../../renderer/ui/answer-panel/earlier-states.ts';
import { NO_TAMPER, type Draft, type JsonObject } from '../../../../../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeLink } from '../../../../../shared/model/exchange.ts';
import { TableBridge } from '../../composer/fake-bridge.ts';

function detail(
  number: number,
  params: JsonObject,
  link?: ExchangeLink,
  requestState?: 'changed' | 'dropped',
): ExchangeDetail {
  const draft: Draft = {
    era: 'modern',
    revision: '2026-07-28',
    method: 'tools/call',
    params,
    clientCapabilities: {},
    clientInfo: null,
    tamper: { ...NO_TAMPER, ...(requestState && { requestState }) },
  };
  return {
    ref: { captureId: 'c', number },
    row: {
      number,
      startedAt: 0,
      origin: 'composer',
      instanceId: 'i',
      instanceName: `instance ${String(number)}`,
      era: 'modern',
      method: 'tools/call',
      name: '',
      state: 'done',
      requestBytes: 0,
      responseBytes: 0,
      eventCount: 1,
      ...(link && { link }),
    },
    url: '',
    request: { httpMethod: 'POST', target: '/', headers: [], body: { bytes: 0, truncated: false } },
    timing: {},
    routing: [],
    origins: [],
    draft,
  };
}

function bridgeWith(details: readonly ExchangeDetail[]): TableBridge {
  return new TableBridge({
    'exchange.get': ({ number }) => {
      const found = details.find(({ ref }) => ref.number === number);
      if (!found) throw new Error('not there');
      return found;
    },
  });
}

it('finds the state of each round before in the round that sent it back, newest first', async () => {
  const first = detail(1, {});
  const second = detail(4, { requestState: 'one' }, { kind: 'round', to: 1, round: 2 });
  const third = detail(9, { requestState: 'two' }, { kind: 'round', to: 4, round: 3 });
  expect(await earlierStates(bridgeWith([first, second]), third)).toEqual([
    { round: 2, exchange: 4, instanceName: 'instance 4', value: 'two' },
    { round: 1, exchange: 1, instanceName: 'instance 1', value: 'one' },
  ]);
});

it('leaves out what was changed on purpose, looks past other steps, and stops at what cannot be read', async () => {
  const again = detail(2, {}, { kind: 'revision', to: 1 });
  const second = detail(4, { requestState: 'mine' }, { kind: 'round', to: 2, round: 2 }, 'changed');
  const third = detail(9, { requestState: 'two' }, { kind: 'round', to: 4, round: 3 });
  const found = await earlierStates(bridgeWith([again, second]), third);
  expect(found.map(({ value }) => value)).toEqual(['two']);
  expect(await earlierStates(bridgeWith([]), detail(1, {}))).toEqual([]);
});
