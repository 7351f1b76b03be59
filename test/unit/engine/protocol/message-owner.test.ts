import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../shared/model/draft.ts';
import { classifyJsonRpc } from '../../../../engine/protocol/json-rpc.ts';
import { ownerKeysOf, ownerOf, type OwnerKeys } from '../../../../engine/protocol/message-owner.ts';

const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';
const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

function request(id: JsonValue, method = 'tools/call', meta: JsonObject = {}): OwnerKeys {
  return ownerKeysOf({ jsonrpc: '2.0', id, method, params: { _meta: meta } });
}

/** The id of the request that the message belongs to. */
function owner(message: JsonObject, requests: readonly OwnerKeys[]): OwnerKeys | undefined {
  const json = { jsonrpc: '2.0', ...message };
  return ownerOf(classifyJsonRpc(json), json, requests);
}

const one = request(1);
const two = request('2', 'tools/call', { progressToken: 'p2', [LOG_LEVEL]: 'info' });
const three = request(3, 'tools/call', { progressToken: 0 });
const listen = request(4, 'subscriptions/listen');
const other = request(5, 'subscriptions/listen');
const all = [one, two, three, listen, other];

describe('the request that a message belongs to', () => {
  it('is the one whose id an answer has, of the same type', () => {
    expect(owner({ id: 1, result: {} }, all)).toBe(one);
    expect(owner({ id: '2', error: { code: 1, message: 'no' } }, all)).toBe(two);
    expect(owner({ id: 2, result: {} }, all)).toBeUndefined();
    expect(owner({ id: '1', result: {} }, all)).toBeUndefined();
  });

  it('is the older one of two with the same id', () => {
    const again = request(1);
    expect(owner({ id: 1, result: {} }, [again, one])).toBe(again);
  });

  it('is, for an error that names none, the one without an id, else the only one', () => {
    const nameless = ownerKeysOf('{');
    const error = { id: null, error: { code: -32700, message: 'Parse error' } };
    expect(owner(error, [...all, nameless])).toBe(nameless);
    expect(owner(error, [one])).toBe(one);
    expect(owner(error, all)).toBeUndefined();
  });

  it('is the one whose token progress has', () => {
    const progress = (token: JsonValue) => ({
      method: 'notifications/progress',
      params: { progressToken: token, progress: 1 },
    });
    expect(owner(progress('p2'), all)).toBe(two);
    expect(owner(progress(0), all)).toBe(three);
    expect(owner(progress('0'), all)).toBeUndefined();
    expect(owner({ method: 'notifications/progress' }, all)).toBeUndefined();
  });

  it('is the subscription that a notification names', () => {
    const changed = (id: JsonValue) => ({
      method: 'notifications/tools/list_changed',
      params: { _meta: { [SUBSCRIPTION]: id } },
    });
    expect(owner(changed(5), all)).toBe(other);
    // A request that is no subscription is not meant.
    expect(owner(changed(1), all)).toBeUndefined();
    expect(owner({ method: 'notifications/tools/list_changed' }, [listen])).toBeUndefined();
  });

  it('is the subscription that the server ends', () => {
    const cancelled = (id: JsonValue) => ({
      method: 'notifications/cancelled',
      params: { requestId: id },
    });
    expect(owner(cancelled(4), all)).toBe(listen);
    expect(owner(cancelled(1), all)).toBeUndefined();
  });

  it('is, for a log message, the only one that asked for them', () => {
    const log = { method: 'notifications/message', params: { level: 'info', data: 'x' } };
    expect(owner(log, all)).toBe(two);
    expect(owner(log, [one])).toBeUndefined();
    expect(owner(log, [two, request(8, 'tools/call', { [LOG_LEVEL]: 'debug' })])).toBeUndefined();
  });

  it('is none for a request of the server’s own', () => {
    expect(owner({ id: 1, method: 'sampling/createMessage' }, [one])).toBeUndefined();
  });

  it('is the one that a broken answer names', () => {
    expect(owner({ id: 1 }, all)).toBe(one);
    expect(owner({ id: 1, result: [] }, all)).toBe(one);
    expect(owner({ id: 1, method: 7 }, all)).toBeUndefined();
    expect(owner({ id: 9 }, all)).toBeUndefined();
  });
});

describe('what tells the owner', () => {
  it('is read from a body, however faulty', () => {
    const none = { id: undefined, method: '', progressToken: undefined, wantsLogs: false };
    expect(ownerKeysOf(undefined)).toEqual(none);
    expect(ownerKeysOf([1])).toEqual(none);
    expect(ownerKeysOf({ id: 1.5, method: 3, params: [] })).toEqual(none);
    expect(two).toEqual({ id: '2', method: 'tools/call', progressToken: 'p2', wantsLogs: true });
  });
});
