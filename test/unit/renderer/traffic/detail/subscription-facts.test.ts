import { describe, expect, it } from 'vitest';
import {
  aboutWords,
  askedFilter,
  filterLines,
  isHeard,
  notificationsOf,
  streamKind,
  streamState,
} from '../../../../../renderer/traffic/detail/subscription-facts.ts';
import type { Draft } from '../../../../../shared/model/draft.ts';
import type { ExchangeDetail, Row, StreamEvent } from '../../../../../shared/model/exchange.ts';
import { makeRow } from '../make-row.ts';

function detailOf(row: Partial<Row>, request: Partial<ExchangeDetail['request']> = {}): ExchangeDetail {
  const whole = makeRow(1, row);
  return {
    ref: { captureId: 'c', number: 1 },
    row: whole,
    url: 'http://x/mcp',
    request: {
      httpMethod: 'POST',
      target: '/mcp',
      headers: [],
      body: { bytes: 0, truncated: false },
      ...request,
    },
    timing: {},
    routing: [],
    origins: [],
  };
}

function event(preview: string, more: Partial<StreamEvent> = {}): StreamEvent {
  return { index: 0, atMs: 0, kind: 'message', offset: 0, length: 1, preview, ...more };
}

describe('streamKind', () => {
  it('tells subscriptions and legacy streams from everything else', () => {
    expect(streamKind(detailOf({ method: 'subscriptions/listen' }))).toBe('subscription');
    expect(streamKind(detailOf({ era: 'legacy', method: 'GET /mcp' }, { httpMethod: 'GET' }))).toBe('legacy');
    expect(streamKind(detailOf({ era: 'legacy' }))).toBeUndefined();
    expect(streamKind(detailOf({}, { httpMethod: 'GET' }))).toBeUndefined();
  });
});

describe('streamState', () => {
  const open = { state: 'open', resultType: undefined } as unknown as Partial<Row>;
  it.each<[string, Partial<Row>, boolean, string]>([
    ['waits for the acknowledgement', open, false, 'waiting'],
    ['lives once it is acknowledged', open, true, 'living'],
    ['ends gracefully by a result', { state: 'done', resultType: 'complete' }, true, 'graceful'],
    ['is cut', { state: 'failed', failureKind: 'cut' }, true, 'cut'],
    ['is ended by a person', { state: 'failed', failureKind: 'cancelled' }, true, 'cancelled'],
    ['is lost', { state: 'failed', failureKind: 'lost' }, true, 'failed'],
    ['is refused by an error', { state: 'done', resultType: 'error', errorCode: -32_601 }, false, 'refused'],
    ['is refused by a status', { state: 'done', status: 405 }, false, 'refused'],
  ])('%s', (_what, row, acknowledged, state) => {
    expect(streamState(makeRow(1, row), 'subscription', acknowledged).state).toBe(state);
  });

  it('needs no acknowledgement in the legacy era', () => {
    expect(streamState(makeRow(1, open), 'legacy', false).state).toBe('living');
  });
});

describe('filterLines', () => {
  const asked = {
    toolsListChanged: true,
    promptsListChanged: true,
    resourcesListChanged: false,
    resourceSubscriptions: ['a://1', 'b://2'],
  };

  it('puts what was asked for beside what was agreed to, and names each difference', () => {
    const acknowledged = {
      toolsListChanged: true,
      resourcesListChanged: true,
      resourceSubscriptions: ['a://1'],
    };
    expect(filterLines(asked, acknowledged)).toEqual([
      { name: 'toolsListChanged', asked: true, acknowledged: true },
      { name: 'promptsListChanged', asked: true, acknowledged: false, differs: 'refused' },
      { name: 'a://1', asked: true, acknowledged: true },
      { name: 'b://2', asked: true, acknowledged: false, differs: 'refused' },
      { name: 'resourcesListChanged', asked: false, acknowledged: true, differs: 'unasked' },
    ]);
  });

  it('differs in nothing before the acknowledgement', () => {
    const lines = filterLines(asked, undefined);
    expect(lines).toHaveLength(5);
    expect(lines.every(({ acknowledged, differs }) => acknowledged === undefined && !differs)).toBe(true);
  });
});

describe('the asked filter', () => {
  const body = (text: string, truncated = false) => ({ body: { bytes: text.length, text, truncated } });
  const sent = '{"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true}}}';

  it('is read from what was sent, else from the draft', () => {
    expect(askedFilter(detailOf({}, body(sent)))).toEqual({ toolsListChanged: true });
    expect(askedFilter(detailOf({}, body(sent.slice(0, 20), true)))).toBeUndefined();
    const draft = { params: { notifications: { promptsListChanged: true } } } as unknown as Draft;
    const long: ExchangeDetail = { ...detailOf({}, body(sent.slice(0, 20), true)), draft };
    expect(askedFilter(long)).toEqual({ promptsListChanged: true });
  });

  it.each(['', '{', '[]', '{"params":{"notifications":7}}'])('is not found in %j', (text) => {
    expect(notificationsOf(text)).toBeUndefined();
  });
});

describe('what is heard', () => {
  it('is every notification but the acknowledgement', () => {
    const is = (method: string, message: 'notification' | 'request' = 'notification'): boolean =>
      isHeard(event('', { method, message }));
    expect(is('notifications/tools/list_changed')).toBe(true);
    expect(is('notifications/subscriptions/acknowledged')).toBe(false);
    expect(is('ping', 'request')).toBe(false);
  });

  it('is described by what it is about', () => {
    expect(aboutWords(event('{"method":"x","params":{"uri":"a://\\u0062"}}'))).toBe('a://b');
    expect(aboutWords(event('{"params":{"requestId":12}}'))).toBe('12');
    expect(aboutWords(event('{"params":{"_meta":{}}}'))).toBe('');
  });
});
