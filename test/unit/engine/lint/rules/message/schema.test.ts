import { describe, expect, it } from 'vitest';
import { messageSchema } from '../../../../../../engine/lint/rules/message/schema.ts';
import { findingsOf, META, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const said = (...parts: ExchangeParts[]) =>
  findingsOf(messageSchema, ...parts).map(
    ({ side, pointer, message }) => `${side} ${pointer ?? ''} ${message}`,
  );

const call = (params: object, more: ExchangeParts = {}): ExchangeParts => ({
  method: 'tools/call',
  params: { name: 'a', ...params },
  ...more,
});
const result = (part: object): ExchangeParts => call({}, { result: part as never });
const withMeta = (part: object): ExchangeParts => ({ meta: { ...META, ...part } });
const told = (method: string, params: object): ExchangeParts => ({
  stream: [{ jsonrpc: '2.0', method, params: params as never }],
});
const asking = (request: object) => result({ resultType: 'input_required', inputRequests: { a: request } });

describe('requests', () => {
  it('fits what is well-formed, unknown fields included', () => {
    expect(said(call({ arguments: { a: 1 }, later: true }), { params: { cursor: 'x' } })).toEqual([]);
  });

  it.each<[ExchangeParts, string]>([
    [call({ name: 7 }), 'client request:/params/name params.name should be text, is a number.'],
    [{ method: 'tools/call' }, 'client request:/params params.name is missing.'],
    [{ body: { jsonrpc: '2.0', id: 1, method: 'tools/call' } }, 'client request params.name is missing.'],
    [{ params: { cursor: 5 } }, 'client request:/params/cursor params.cursor should be text, is a number.'],
    [
      call({ arguments: [1] }),
      'client request:/params/arguments params.arguments should be an object, is a list.',
    ],
    [
      call({ requestState: null }),
      'client request:/params/requestState params.requestState should be text, is null.',
    ],
    [
      { method: 'prompts/get', params: { name: 'a', arguments: { b: 1 } } },
      'client request:/params/arguments/b params.arguments.b should be text, is a number.',
    ],
    [
      {
        method: 'completion/complete',
        params: { ref: { type: 'ref/tool' }, argument: { name: 'a', value: '' } },
      },
      'client request:/params/ref/type params.ref.type should be "ref/prompt" or "ref/resource", is "ref/tool".',
    ],
    [
      { method: 'subscriptions/listen', params: { notifications: { toolsListChanged: 'yes' } } },
      'client request:/params/notifications/toolsListChanged params.notifications.toolsListChanged should be true or false, is "yes".',
    ],
    [
      withMeta({ 'io.modelcontextprotocol/logLevel': 'loud' }),
      'client request:/params/_meta/io.modelcontextprotocol~1logLevel params._meta["io.modelcontextprotocol/logLevel"] should be "debug", "info", "notice", "warning", "error", "critical", "alert" or "emergency", is "loud".',
    ],
    [
      withMeta({ 'io.modelcontextprotocol/clientInfo': { name: 'a' } }),
      'client request:/params/_meta/io.modelcontextprotocol~1clientInfo params._meta["io.modelcontextprotocol/clientInfo"].version is missing.',
    ],
    [
      call({ inputResponses: { a: { action: 'perhaps' } } }),
      'client request:/params/inputResponses/a/action params.inputResponses.a.action should be "accept", "decline" or "cancel", is "perhaps".',
    ],
    [
      { method: 'tasks/get', params: { taskId: 7 } },
      'client request:/params/taskId params.taskId should be text, is a number.',
    ],
  ])('names the place of what does not: %#', (parts, expected) => {
    expect(said(parts)).toEqual([expected]);
  });
});

describe('results', () => {
  it.each<[ExchangeParts, string]>([
    [result({}), 'server event:0:/result result.content is missing.'],
    [
      result({ content: [{ type: 'text' }] }),
      'server event:0:/result/content/0 result.content[0].text is missing.',
    ],
    [
      result({ content: [{ type: 'video' }] }),
      'server event:0:/result/content/0/type result.content[0].type should be "text", "image", "audio", "resource_link" or "resource", is "video".',
    ],
    [
      { result: { tools: [{ name: 'a' }] } },
      'server event:0:/result/tools/0 result.tools[0].inputSchema is missing.',
    ],
    [
      { result: { tools: [{ name: 'a', inputSchema: { type: 'string' } }] } },
      'server event:0:/result/tools/0/inputSchema/type result.tools[0].inputSchema.type should be "object".',
    ],
    [
      { result: { tools: [], cacheScope: 'shared' } },
      'server event:0:/result/cacheScope result.cacheScope should be "public" or "private", is "shared".',
    ],
    [
      { method: 'resources/read', params: { uri: 'a:b' }, result: { contents: [{ uri: 'a:b' }] } },
      'server event:0:/result/contents/0 result.contents[0] has neither text nor blob.',
    ],
    [
      asking({ method: 'elicitation/create', params: { mode: 'url', message: 'a' } }),
      'server event:0:/result/inputRequests/a/params result.inputRequests.a.params.url is missing.',
    ],
    [
      asking({
        method: 'elicitation/create',
        params: { requestedSchema: { type: 'object', properties: {} } },
      }),
      'server event:0:/result/inputRequests/a/params result.inputRequests.a.params.message is missing.',
    ],
    [
      asking({
        method: 'sampling/createMessage',
        params: { maxTokens: 1, messages: [{ role: 'user', content: [{ type: 'text', text: 7 }] }] },
      }),
      'server event:0:/result/inputRequests/a/params/messages/0/content/0/text result.inputRequests.a.params.messages[0].content[0].text should be text, is a number.',
    ],
    [
      result({
        resultType: 'task',
        taskId: 'a',
        status: 'done',
        createdAt: 'x',
        lastUpdatedAt: 'x',
        ttlMs: null,
      }),
      'server event:0:/result/status result.status should be "working", "input_required", "completed", "failed" or "cancelled", is "done".',
    ],
    [
      call({}, { error: { code: -32022, data: { supported: [] } }, status: 400 }),
      'server event:0:/error/data error.data.requested is missing.',
    ],
  ])('names the place of what does not fit: %#', (parts, expected) => {
    expect(said(parts)).toEqual([expected]);
  });

  it('tells a few of many', () => {
    const content = Array.from({ length: 50 }, () => ({ type: 'text' }));
    expect(said(result({ content }))).toHaveLength(5);
  });

  it('says the same of the same, and not of another', () => {
    const wrong = result({ content: 'x' });
    expect(said(wrong, result({ content: [] }), wrong)).toHaveLength(2);
  });
});

describe('notifications', () => {
  it.each<[ExchangeParts, string]>([
    [told('notifications/message', { level: 'info' }), 'server event:0:/params params.data is missing.'],
    [
      told('notifications/progress', { progressToken: 1 }),
      'server event:0:/params params.progress is missing.',
    ],
    [told('notifications/resources/updated', {}), 'server event:0:/params params.uri is missing.'],
    [
      { body: { jsonrpc: '2.0', method: 'notifications/cancelled', params: {} } },
      'client request:/params params.requestId is missing.',
    ],
  ])('names the place of what does not fit: %#', (parts, expected) => {
    expect(said(parts)).toEqual([expected]);
  });

  it('takes null as data of a log message', () => {
    expect(said(told('notifications/message', { level: 'info', data: null }))).toEqual([]);
  });
});

describe('what it spares', () => {
  it.each<[string, ExchangeParts]>([
    ['unknown methods', { method: 'example/run', params: { name: 7 }, result: { content: 7 } }],
    ['unknown result types', result({ resultType: 'example' })],
    ['legacy sessions', { ...call({ name: 7 }), row: { era: 'legacy' } }],
    [
      'later revisions',
      { ...call({ name: 7 }), ...withMeta({ 'io.modelcontextprotocol/protocolVersion': '2027-01-01' }) },
    ],
    [
      'fields of former revisions',
      { result: { tools: [{ name: 'a', inputSchema: { type: 'object' }, execution: 7 }] } },
    ],
    [
      'answers as legacy',
      { ...call({}), meta: null, headers: { 'MCP-Protocol-Version': null }, bare: true, result: {} },
    ],
    [
      'URLs without an elicitationId',
      asking({
        method: 'elicitation/create',
        params: { mode: 'url', message: 'a', url: 'https://a.example' },
      }),
    ],
    [
      'forms without a mode',
      asking({
        method: 'elicitation/create',
        params: { message: 'a', requestedSchema: { type: 'object', properties: {} } },
      }),
    ],
    ['unknown kinds of input requests, which have a rule', asking({ method: 'example/ask' })],
    [
      'kinds of content that an extension may bring',
      {
        ...result({ content: [{ type: 'video' }] }),
        ...withMeta({
          'io.modelcontextprotocol/clientCapabilities': { extensions: { 'com.example/video': {} } },
        }),
      },
    ],
  ])('%s', (_what, parts) => {
    expect(said(parts)).toEqual([]);
  });
});
