import { expect, it } from 'vitest';
import { createAnswersFlow, type AnswersFlow } from '../../../../renderer/composer/answers-flow.ts';
import { wholeText, type AnswersState } from '../../../../renderer/composer/answers-state.ts';
import { freshColumn } from '../../../../renderer/composer/conversation-steps.ts';
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
  let answers: AnswersState = { draft, columns: [freshColumn(REF, 'a')] };
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

const MIB = 1_048_576;

/** An ended exchange whose decoded body is `wire`; `events` are its index. */
function endedBridge(wire: string, type: string, events: readonly StreamEvent[] = []): TableBridge {
  const bytes = Buffer.from(wire);
  const row = rowWith({ state: 'done', status: 200, eventCount: events.length });
  return new TableBridge({
    'exchange.get': ({ bodyLimit }) =>
      detailWith(row, {
        status: 200,
        statusText: 'OK',
        httpVersion: '1.1',
        headers: [['content-type', type]],
        body: {
          bytes: bytes.length,
          text: bytes.subarray(0, bodyLimit).toString(),
          truncated: bytes.length > bodyLimit,
        },
      }),
    'exchange.events': ({ from, limit }) => ({
      events: events.slice(from, from + limit),
      total: events.length,
    }),
    'exchange.bytes': ({ offset, limit }) => ({
      base64: bytes.subarray(offset, offset + limit).toString('base64'),
      total: bytes.length,
    }),
  });
}

/** A stream of one event a message, with its index. */
function streamOf(messages: readonly { readonly kind: StreamEvent['message']; readonly data: string }[]): {
  readonly wire: string;
  readonly events: readonly StreamEvent[];
} {
  let wire = '';
  const events = messages.map(({ kind, data }, index) => {
    const event = `data: ${data}\n\n`;
    const offset = Buffer.byteLength(wire);
    wire += event;
    return eventAt(index, { offset, length: Buffer.byteLength(event), ...(kind && { message: kind }) });
  });
  return { wire, events };
}

const NOTE = `{"method":"notifications/message","params":{"data":"${'é'.repeat(MIB / 2)}"}}`;

it('finds the answer of a stream beyond the first MiB by the index of its events', async () => {
  const { wire, events } = streamOf([
    { kind: 'notification', data: NOTE },
    { kind: 'result', data: '{"id":1,"result":{"late":"é"}}' },
    { kind: 'notification', data: '{"method":"x"}' },
  ]);
  const { flow, column } = flowFor(endedBridge(wire, 'text/event-stream', events));
  flow.refresh();
  await settle();
  expect(column()?.answer).toMatchObject({ text: '{"id":1,"result":{"late":"é"}}', truncated: false });
});

it('keeps the beginning of a large answer in a stream until all of it is asked for', async () => {
  const answer = `{"id":1,"result":{"text":"${'é'.repeat(MIB)}"}}`;
  const { wire, events } = streamOf([{ kind: 'result', data: answer }]);
  const { flow, column } = flowFor(endedBridge(wire, 'text/event-stream', events));
  flow.refresh();
  await settle();
  const begun = column()?.answer;
  expect(begun).toMatchObject({ truncated: true, bytes: Buffer.byteLength(wire) });
  // The é at the cut is left out rather than broken.
  expect(begun?.text?.startsWith('{"id":1,"result":{"text":"é')).toBe(true);
  expect(begun?.text?.endsWith('é')).toBe(true);
  await flow.fetchAll(REF);
  expect(column()?.answer).toMatchObject({ text: answer, truncated: false });
});

it('takes no prefix of a large JSON answer for the answer', async () => {
  const answer = `{"result":"${'x'.repeat(MIB)}"}`;
  const { flow, column } = flowFor(endedBridge(answer, 'application/json'));
  flow.refresh();
  await settle();
  const begun = column();
  expect(begun?.answer).toMatchObject({ truncated: true, bytes: answer.length });
  expect(begun && wholeText(begun)).toBeUndefined();
  await flow.fetchAll(REF);
  const whole = column();
  expect(whole && wholeText(whole)).toBe(answer);
});

it('follows a conversation to its last exchange, also where its rows came before the engine named the first', async () => {
  const first = rowWith({ state: 'done', resultType: 'input_required', eventCount: 1 });
  const second = rowWith({ number: 2, state: 'done', link: { kind: 'round', to: 1, round: 2 } });
  const bridge = new TableBridge({
    'exchange.get': ({ number }) => detailWith(number === 1 ? first : second),
    'capture.rows': ({ after }) => ({ rows: [first, second].filter((row) => row.number > after), total: 2 }),
  });
  const { flow, column } = flowFor(bridge);
  flow.refresh();
  await settle();
  await settle();
  expect(column()?.ref.number).toBe(2);
  expect(column()?.steps.map((step) => step.row?.number)).toEqual([1, 2]);
  flow.show({ captureId: 'c', number: 1 });
  await settle();
  expect(column()?.detail?.row).toBe(first);
});
