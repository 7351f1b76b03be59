import { expect, it } from 'vitest';
import { sessionId } from '../../../../../../engine/lint/rules/legacy/session-id.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const GIVEN = { answerHeaders: { 'Mcp-Session-Id': 'abc' }, result: { tools: [] } } as const;
const CARRIED = { headers: { 'Mcp-Session-Id': 'abc' } } as const;

it('is content with answers without one, also to requests that carry one', () => {
  expect(findingsOf(sessionId, { result: {} }, { ...CARRIED, result: {} })).toEqual([]);
  expect(findingsOf(sessionId, { ...CARRIED, error: { code: -32602, message: 'No such tool' } })).toEqual([]);
});

it('finds one on a modern answer', () => {
  expect(findingsOf(sessionId, GIVEN)).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'answer-header:Mcp-Session-Id', found: 'abc' },
  ]);
});

it.each(['Mcp-Session-Id', 'Last-Event-ID'])('finds a refusal for %s', (name) => {
  const refused = {
    headers: { [name]: 'abc' },
    status: 404,
    error: { code: -32001, message: 'Session not found' },
  };
  expect(findingsOf(sessionId, { result: {} }, refused)).toMatchObject([{ pointer: `header:${name}` }]);
  // Nothing says that this one is modern.
  expect(findingsOf(sessionId, refused)).toEqual([]);
});

it('leaves alone what was answered as legacy', () => {
  expect(findingsOf(sessionId, { ...GIVEN, row: { era: 'legacy' } })).toEqual([]);
  expect(findingsOf(sessionId, { ...GIVEN, bare: true })).toEqual([]);
});
