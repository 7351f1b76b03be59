import { expect, it } from 'vitest';
import { createAnswersFlow, type AnswersFlow } from '../../../../renderer/composer/answers-flow.ts';
import type { AnswersState } from '../../../../renderer/composer/answers-state.ts';
import { NO_TAMPER, type Draft } from '../../../../shared/model/draft.ts';
import type { ExchangeDetail, Row, StreamEvent } from '../../../../shared/model/exchange.ts';
import { TableBridge } from './fake-bridge.ts';

const REF = { captureId: 'c', number: 1 };

function rowWith(part: Partial<Row>): Row {
  return {
    number: 1,
    startedAt: 0,
    origin: 'composer',
    instanceId: 'a',
    instanceName: 'a',
    era: 'modern',
    method: 'tools/call',
    name: 't',
    state: 'open',
    requestBytes: 1,
    responseBytes: 0,
    eventCount: 0,
    ...part,
  };
}

function detailWith(row: Row, response?: ExchangeDetail['response']): ExchangeDetail {
  return {
    ref: REF,
    row,
    url: '',
    request: { httpMethod: 'POST', target: '/', headers: [], body: { bytes: 0, truncated: false } },
    ...(response && { response }),
    timing: {},
    routing: [],
    origins: [],
  };
}

function eventAt(index: number, part: Partial<StreamEvent> = {}): StreamEvent {
  return { index, atMs: 0, kind: 'message', offset: 0, length: 0, preview: '', ...part };
}

/** A flow for one exchange, and where its answers are kept. */
function flowFor(bridge: TableBridge): {
  readonly flow: AnswersFlow;
  readonly column: () => AnswersState['columns'][number] | undefined;
} {
  const draft: Draft = {
    era: 'modern',
    revision: '2026-07-28',
    method: 'tools/call',
    params: {},
    clientCapabilities: {},
    clientInfo: null,
    tamper: NO_TAMPER,
  };
  let answers: AnswersState = { draft, columns: [{ ref: REF, instanceId: 'a', events: [] }] };
  const flow = createAnswersFlow(bridge, {
    get: () => answers,
    set: (next) => {
      answers = next;
    },
  });
  return { flow, column: () => answers.columns[0] };
}

/** Everything that the table answers at once has come to rest. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

it('fetches the events that were there before the first row came', async () => {
  const row = rowWith({ eventCount: 3 });
  const bridge = new TableBridge({
    'exchange.get': () => detailWith(row),
    'exchange.events': ({ from }) => ({
      events: [0, 1, 2].slice(from).map((index) => eventAt(index)),
      total: 3,
    }),
  });
  const { flow, column } = flowFor(bridge);
  flow.refresh();
  await settle();
  expect(column()?.events.map((event) => event.index)).toEqual([0, 1, 2]);
  // What is known already is not fetched again.
  flow.rows('c', [row]);
  await settle();
  expect(bridge.inputsOf('exchange.events')).toHaveLength(1);
});

it('keeps the newer row where an older one comes late', async () => {
  let release: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bridge = new TableBridge({
    'exchange.get': async () => {
      await asked;
      return detailWith(rowWith({ eventCount: 1 }));
    },
    'exchange.events': () => ({ events: [eventAt(4)], total: 5 }),
  });
  const { flow, column } = flowFor(bridge);
  flow.refresh();
  flow.rows('c', [rowWith({ eventCount: 5 })]);
  release();
  await settle();
  expect(column()?.row?.eventCount).toBe(5);
});
