import { expect, it } from 'vitest';
import { stepAnswer, stepAnswerOf, tellingHeaders } from '../../../../../engine/replay/plan/step-answer.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

it('has all of an answer that is compared, and nothing that is each run’s own', () => {
  const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } };
  const seen = exchange({
    result: { tools: [] },
    bare: true,
    stream: [progress, { jsonrpc: '2.0', id: 's-1', method: 'ping' }],
    answerHeaders: { Date: 'now', 'Mcp-Session-Id': 's', 'Mcp-Other': 'm', 'Cache-Control': 'no-store' },
  });
  expect(stepAnswerOf(seen)).toEqual({
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'mcp-other': 'm', 'cache-control': 'no-store' },
    result: { tools: [] },
    notifications: [{ method: 'notifications/progress', params: { progress: 1 } }, { method: 'ping' }],
  });
});

it('keeps an error whole, and a text only where there is no message', () => {
  expect(
    stepAnswerOf(exchange({ error: { code: -32602, data: { x: 1 } }, status: 400 }), 'ignored'),
  ).toMatchObject({
    status: 400,
    error: { code: -32602, message: 'Refused', data: { x: 1 } },
  });
  expect(stepAnswer({ status: 404, others: [], text: 'Not found' })).toEqual({
    status: 404,
    text: 'Not found',
  });
  expect(stepAnswer({ status: 0, others: [], text: '', failureKind: 'cut' })).toEqual({ failureKind: 'cut' });
});

it('keeps a result that is no object as it is', () => {
  expect(stepAnswer({ answer: { result: 'odd' }, others: [] })).toEqual({ result: 'odd' });
});

it('joins headers of one name', () => {
  const headers = [
    ['WWW-Authenticate', 'Basic'],
    ['www-authenticate', 'Bearer'],
    ['Server', 'x'],
  ] as const;
  expect(tellingHeaders(headers)).toEqual({ 'www-authenticate': 'Basic, Bearer' });
});
