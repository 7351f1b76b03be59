import { describe, expect, it } from 'vitest';
import { Knowledge } from '../../../../engine/lint/knowledge.ts';
import {
  answerType,
  BoundedSet,
  codeOf,
  extensionsOf,
  foreignExtensionInForce,
  isAnswer,
  isModernServer,
  isRequestMethod,
  isStreamed,
  jsonRpcFault,
  missingMeta,
  serverCapabilities,
} from '../../../../engine/lint/traits.ts';
import { exchange, META, type ExchangeParts } from '../../../support/lint/exchange.ts';

const message = (value: unknown) => {
  const seen = exchange({ text: JSON.stringify(value) }).request.message;
  if (!seen) throw new Error('no message');
  return seen;
};

it.each([
  [{ jsonrpc: '2.0', id: 1, method: 'a' }, undefined],
  [{ id: 1, method: 'a' }, 'not-json-rpc'],
  [7, 'not-json-rpc'],
  [{ jsonrpc: '2.0' }, 'not-json-rpc'],
  [{ jsonrpc: '2.0', id: 1, method: 7 }, 'not-json-rpc'],
  [{ jsonrpc: '2.0', id: 1, method: 'a', params: 7 }, 'not-json-rpc'],
  [{ jsonrpc: '2.0', id: 1, method: 'a', result: {} }, 'not-json-rpc'],
  [{ jsonrpc: '2.0', id: 1, result: 7 }, 'not-json-rpc'],
  [{ jsonrpc: '2.0', id: null, method: 'a' }, 'request-id'],
  [{ jsonrpc: '2.0', id: 1 }, 'answer'],
  [{ jsonrpc: '2.0', id: 1, result: {}, error: {} }, 'answer'],
  [{ jsonrpc: '2.0', id: 1.5, result: {} }, 'answer-id'],
  [{ jsonrpc: '2.0', id: {}, error: { code: 1, message: '' } }, 'answer-id'],
  [{ jsonrpc: '2.0', id: null, error: { code: 1, message: '' } }, undefined],
  [{ jsonrpc: '2.0', id: 1, error: {} }, 'error'],
])('the fault of %j is %s', (value, fault) => {
  expect(jsonRpcFault(message(value))).toBe(fault);
});

it('knows what is meant as an answer, and what is a request', () => {
  expect(isAnswer(message({ result: 7 }))).toBe(true);
  expect(isAnswer(message({ method: 'a', result: 7 }))).toBe(false);
  expect(isRequestMethod('tasks/get')).toBe(true);
  expect(isRequestMethod('notifications/cancelled')).toBe(false);
});

it('reads the type of an answer', () => {
  expect(
    answerType(
      exchange({ result: {}, answerHeaders: { 'Content-Type': 'Application/JSON; charset=utf-8' } }),
    ),
  ).toBe('application/json');
  expect(answerType(exchange({ silent: true }))).toBe('');
  expect(isStreamed(exchange({ stream: [], result: {} }))).toBe(true);
  expect(codeOf(exchange({ error: { code: 5 } }).answer)).toBe(5);
  expect(codeOf(exchange({ result: {} }).answer)).toBeUndefined();
});

describe('a modern server', () => {
  it('shows itself, or was known before', () => {
    const known = new Knowledge();
    const error = exchange({ error: { code: -32601 } });
    expect(isModernServer(error, known)).toBe(false);
    expect(isModernServer(exchange({ error: { code: -32021 }, status: 400 }), known)).toBe(true);
    known.learn(exchange({ result: {} }));
    expect(isModernServer(error, known)).toBe(true);
  });
});

it('lists what a request lacks in _meta', () => {
  expect(missingMeta(exchange())).toEqual([]);
  expect(missingMeta(exchange({ meta: null }))).toHaveLength(2);
  expect(missingMeta(exchange({ meta: null, method: 'initialize' }))).toEqual([]);
  expect(missingMeta(exchange({ body: { jsonrpc: '2.0', method: 'notifications/a' } }))).toEqual([]);
});

describe('extensions', () => {
  const with_ = (...ids: string[]) => ({ extensions: Object.fromEntries(ids.map((id) => [id, {}])) });
  const asking = (...ids: string[]): ExchangeParts => ({
    meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': with_(...ids) },
  });

  it('are read from capabilities of either side', () => {
    expect(extensionsOf(with_('a/b'))).toEqual(['a/b']);
    expect(extensionsOf({ extensions: 7 })).toEqual([]);
    expect(extensionsOf(undefined)).toEqual([]);
  });

  it('may be in force unless the server does not have them', () => {
    const known = new Knowledge();
    expect(foreignExtensionInForce(exchange(asking('a/b')), known)).toBe(true);
    expect(foreignExtensionInForce(exchange(asking('io.modelcontextprotocol/tasks')), known)).toBe(false);
    known.learn(exchange({ method: 'server/discover', result: { capabilities: with_('c/d') } }));
    expect(serverCapabilities(exchange(), known)).toEqual(with_('c/d'));
    expect(foreignExtensionInForce(exchange(asking('a/b')), known)).toBe(false);
    expect(foreignExtensionInForce(exchange(asking('a/b', 'c/d')), known)).toBe(true);
  });
});

it('forgets the oldest of what it was told', () => {
  const set = new BoundedSet(2);
  expect([set.add('a'), set.add('a'), set.add('b'), set.add('c'), set.add('a')]).toEqual([
    true,
    false,
    true,
    true,
    true,
  ]);
});
