import { expect, it } from 'vitest';
import { buildRequest } from '../../../../../engine/protocol/modern/build-request.ts';
import { buildPlainRequest } from '../../../../../engine/protocol/modern/plain-request.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

const DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'search', arguments: { text: 'Grüner Tee "fein"' } },
  clientCapabilities: { extensions: { 'io.modelcontextprotocol/tasks': {} } },
  clientInfo: { name: 'shop', version: '1' },
  tamper: NO_TAMPER,
};
const to = (headers: HeaderList = []) => ({
  url: 'http://127.0.0.1:8080/mcp?a=b',
  headers,
  requestId: 7,
});
const SCHEMA = { type: 'object', properties: { text: { type: 'string' } } };
const ASKING = { type: 'object', properties: { text: { type: 'string', 'x-mcp-header': 'Text' } } };

it.each<[string, Partial<Draft>, HeaderList]>([
  ['a call', {}, []],
  ['a call whose tool is known', { toolSchema: SCHEMA }, []],
  ['a read', { method: 'resources/read', params: { uri: 'tea://one' } }, []],
  ['a list', { method: 'tools/list', params: { cursor: 'abc' } }, []],
  ['a method that nobody knows', { method: 'shop/close', params: {} }, []],
  ['a client without a name', { clientInfo: null }, []],
  ['all of _meta', { logLevel: 'info', progressToken: 4, traceparent: '00-1-2-01', requestId: 'mine' }, []],
  ['headers of the instance', {}, [['Authorization', 'Bearer x']]],
])('builds %s as it is built otherwise', (_name, change, headers) => {
  const draft = { ...DRAFT, ...change };
  const plain = buildPlainRequest(draft, to(headers));
  const full = buildRequest(draft, to(headers));
  expect(plain?.body).toBe(full.body);
  expect(plain?.headers).toEqual(full.headers);
  expect(plain?.routing).toEqual(full.routing);
  expect(plain?.message).toEqual(JSON.parse(full.body));
});

it.each<[string, Partial<Draft>, HeaderList]>([
  ['is changed on purpose', { tamper: { ...NO_TAMPER, dropMeta: ['traceparent'] } }, []],
  ['is a notification', { notification: true }, []],
  ['has a name that has to be encoded', { params: { name: 'Grün' } }, []],
  ['lacks the name that a header mirrors', { params: {} }, []],
  ['mirrors an argument', { toolSchema: ASKING }, []],
  ['has a schema that is none', { toolSchema: 'text' }, []],
  ['goes to an instance with headers of the same names', {}, [['ACCEPT', '*/*']]],
  ['goes to an instance that mirrors by itself', {}, [['Mcp-Name', 'search']]],
])('leaves to others what %s', (_name, change, headers) => {
  expect(buildPlainRequest({ ...DRAFT, ...change }, to(headers))).toBeUndefined();
});
