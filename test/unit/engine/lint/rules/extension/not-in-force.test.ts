import { expect, it } from 'vitest';
import { extensionNotInForce } from '../../../../../../engine/lint/rules/extension/not-in-force.ts';
import { findingsOf, META, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const TASKS = { extensions: { 'io.modelcontextprotocol/tasks': {} } };
const declaring = { ...META, 'io.modelcontextprotocol/clientCapabilities': TASKS };
const discover = (capabilities: object): ExchangeParts => ({
  method: 'server/discover',
  result: { supportedVersions: ['2026-07-28'], capabilities: capabilities as never },
});
const task: ExchangeParts = { method: 'tools/call', params: { name: 'a' }, result: { resultType: 'task' } };
const get: ExchangeParts = { method: 'tasks/get', params: { taskId: 't' }, result: {} };

it('is content where both declare it, and where the server was not asked', () => {
  const uses = [
    { ...task, meta: declaring },
    { ...get, meta: declaring },
  ];
  expect(findingsOf(extensionNotInForce, discover(TASKS), ...uses)).toEqual([]);
  expect(findingsOf(extensionNotInForce, ...uses)).toEqual([]);
});

it('finds what this request did not declare, whatever earlier ones did', () => {
  expect(findingsOf(extensionNotInForce, { ...get, meta: declaring }, get)).toMatchObject([
    { side: 'client', pointer: 'request:/method' },
  ]);
  const stream = [{ jsonrpc: '2.0', method: 'notifications/tasks', params: {} }];
  expect(findingsOf(extensionNotInForce, { stream })).toMatchObject([{ side: 'server', pointer: 'event:0' }]);
});

it('finds what the server did not declare', () => {
  const none = discover({});
  expect(findingsOf(extensionNotInForce, none, { ...task, meta: declaring })).toMatchObject([
    { side: 'server' },
  ]);
  expect(findingsOf(extensionNotInForce, none, { ...get, meta: declaring })).toMatchObject([
    { side: 'client' },
  ]);
});

it('leaves a task that nobody declared to the rule about it', () => {
  expect(findingsOf(extensionNotInForce, task)).toEqual([]);
});

it('spares unknown extensions', () => {
  expect(
    findingsOf(extensionNotInForce, { method: 'example/run', result: { resultType: 'example' } }),
  ).toEqual([]);
});
