import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { META, type ExchangeParts } from './exchange.ts';

/** Parts of one exchange of a healthy conversation. */
export type Fitting = ExchangeParts;

const CAPABILITIES = {
  elicitation: { form: {}, url: {} },
  sampling: { tools: {}, context: {} },
  roots: {},
} as const;
const FULL_META = { ...META, 'io.modelcontextprotocol/clientCapabilities': CAPABILITIES };
const CACHED = { ttlMs: 1000, cacheScope: 'private' } as const;
const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';

/** Methods by the beginning of the names of their types. */
const METHODS: Readonly<Record<string, string>> = {
  CallTool: 'tools/call',
  Complete: 'completion/complete',
  Discover: 'server/discover',
  GetPrompt: 'prompts/get',
  ListPrompts: 'prompts/list',
  ListResourceTemplates: 'resources/templates/list',
  ListResources: 'resources/list',
  ListTools: 'tools/list',
  Paginated: 'tools/list',
  ReadResource: 'resources/read',
  SubscriptionsListen: 'subscriptions/listen',
};

const PARAMS: Readonly<Record<string, JsonObject>> = {
  'tools/call': { name: 'a', arguments: {} },
  'prompts/get': { name: 'a' },
  'resources/read': { uri: 'file:///a' },
  'completion/complete': { ref: { type: 'ref/prompt', name: 'a' }, argument: { name: 'a', value: '' } },
  'subscriptions/listen': { notifications: { toolsListChanged: true } },
};

const NOTIFICATIONS: Readonly<Record<string, string>> = {
  LoggingMessage: 'notifications/message',
  Progress: 'notifications/progress',
  PromptListChanged: 'notifications/prompts/list_changed',
  ResourceListChanged: 'notifications/resources/list_changed',
  ResourceUpdated: 'notifications/resources/updated',
  SubscriptionsAcknowledged: 'notifications/subscriptions/acknowledged',
  ToolListChanged: 'notifications/tools/list_changed',
};

/** The exchanges that a value of a type of the specification's schema stands in. */
export function fitting(type: string, value: JsonValue): readonly Fitting[] {
  const object = isJsonObject(value) ? value : {};
  const method = METHODS[type.replace(/(Request|RequestParams|Result|ResultResponse)$/, '')];
  if (method !== undefined) return [conversation(method, type, object)];
  if (type.startsWith('Cancelled')) return cancelled(type, object);
  const notification = NOTIFICATIONS[type.replace(/Notification(Params)?$/, '')];
  if (notification !== undefined) return notified(notification, type, object);
  if (type.endsWith('Error')) return [refused(object)];
  const part = PARTS[type];
  if (!part) throw new Error(`No exchange is known that a ${type} stands in.`);
  return [part(object)];
}

function conversation(method: string, type: string, value: JsonObject): Fitting {
  if (type.endsWith('RequestParams')) return asked(method, value);
  if (type.endsWith('Request'))
    return { body: complete(value), method, headers: headersOf(value), silent: true };
  const whole = type.endsWith('Response') ? value : { result: value };
  const result = isJsonObject(whole['result']) ? whole['result'] : {};
  const meta = isJsonObject(result['_meta']) ? result['_meta'] : {};
  const given = whole['id'] ?? meta[SUBSCRIPTION] ?? 1;
  const base = { method, meta: FULL_META, id: given, params: PARAMS[method] ?? {}, bare: true };
  if (method !== 'subscriptions/listen') return { ...base, result };
  return { ...base, result, stream: [acknowledged(given)] };
}

/** Examples of requests say no clientInfo, and not all of them what this frame has to have declared. */
function complete(value: JsonObject): JsonObject {
  const params = isJsonObject(value['params']) ? value['params'] : {};
  return { ...value, params: { ...params, _meta: metaOf(params) } };
}

function metaOf(params: JsonObject): JsonObject {
  const given = isJsonObject(params['_meta']) ? params['_meta'] : {};
  return { ...FULL_META, ...given };
}

function headersOf(value: JsonObject): Readonly<Record<string, string>> {
  const params = isJsonObject(value['params']) ? value['params'] : {};
  const version = metaOf(params)['io.modelcontextprotocol/protocolVersion'];
  return { 'MCP-Protocol-Version': typeof version === 'string' ? version : '2026-07-28' };
}

function asked(method: string, params: JsonObject): Fitting {
  return { method, params, meta: metaOf(params), headers: headersOf({ params }), silent: true };
}

/** What is cancelled has to have been asked first, on a pipe. */
function cancelled(type: string, value: JsonObject): readonly Fitting[] {
  const params = type.endsWith('Params') ? value : isJsonObject(value['params']) ? value['params'] : {};
  const body = type.endsWith('Params')
    ? { jsonrpc: '2.0', method: 'notifications/cancelled', params }
    : value;
  const row = { transport: 'stdio' } as const;
  return [
    { row, method: 'tools/list', meta: FULL_META, id: params['requestId'] ?? 1, silent: true },
    { row, body, silent: true },
  ];
}

function notified(method: string, type: string, value: JsonObject): readonly Fitting[] {
  const given = type.endsWith('Params') ? { jsonrpc: '2.0', method, params: value } : value;
  const params = isJsonObject(given['params']) ? given['params'] : {};
  const own = isJsonObject(params['_meta']) ? params['_meta'] : {};
  if (method === 'notifications/message' || method === 'notifications/progress') {
    const meta = {
      ...FULL_META,
      'io.modelcontextprotocol/logLevel': 'debug',
      ...(params['progressToken'] !== undefined && { progressToken: params['progressToken'] }),
    };
    const call = { method: 'tools/call', params: { name: 'a', arguments: {} }, meta };
    return [{ ...call, stream: [given], result: { content: [] } }];
  }
  const id = own[SUBSCRIPTION] ?? 1;
  // Examples of parameters leave _meta out.
  const whole = { ...given, params: { ...params, _meta: { [SUBSCRIPTION]: id, ...own } } };
  const notifications = {
    toolsListChanged: true,
    promptsListChanged: true,
    resourcesListChanged: true,
    ...(typeof params['uri'] === 'string' && { resourceSubscriptions: [params['uri']] }),
    ...(isJsonObject(params['notifications']) && params['notifications']),
  };
  const first =
    method === 'notifications/subscriptions/acknowledged' ? [] : [acknowledged(id, notifications)];
  const listen = { method: 'subscriptions/listen', meta: FULL_META, id, params: { notifications } };
  const result = { _meta: { [SUBSCRIPTION]: id } };
  return [{ ...listen, stream: [...first, whole], result }];
}

function acknowledged(id: JsonValue, notifications: JsonObject = { toolsListChanged: true }): JsonObject {
  const params = { _meta: { [SUBSCRIPTION]: id }, notifications };
  return { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params };
}

/** A refusal answers what deserves it. */
function refused(value: JsonObject): Fitting {
  const error = (isJsonObject(value['error']) ? value['error'] : value) as {
    code: JsonValue;
    data?: JsonValue;
  };
  const call = { method: 'tools/call', params: { name: 'a', arguments: {} }, meta: META, error };
  if (value['id'] !== undefined) Object.assign(call, { id: value['id'] });
  switch (error.code) {
    case -32700:
      return { text: '{"jsonrpc":', row: { tampered: true }, error, status: 400 };
    case -32601:
      return { ...call, method: 'prompts/list', params: {}, status: 404 };
    case -32020:
      return { ...call, headers: { 'Mcp-Name': 'another' }, row: { tampered: true }, status: 400 };
    case -32022: {
      const data = isJsonObject(error.data) ? error.data : {};
      const version = typeof data['requested'] === 'string' ? data['requested'] : '1900-01-01';
      const meta = { ...META, 'io.modelcontextprotocol/protocolVersion': version };
      return { ...call, meta, headers: { 'MCP-Protocol-Version': version }, status: 400 };
    }
    default:
      return { ...call, status: 400 };
  }
}

const called = (...content: readonly JsonValue[]): Fitting => ({
  method: 'tools/call',
  meta: FULL_META,
  params: { name: 'a', arguments: {} },
  result: { content },
});

const askedFor = (inputRequests: JsonObject): Fitting => ({
  ...called(),
  result: { resultType: 'input_required', inputRequests },
});

const sampled = (params: JsonObject): Fitting =>
  askedFor({ a: { method: 'sampling/createMessage', params: { maxTokens: 10, messages: [], ...params } } });

const elicited = (params: JsonObject): Fitting => askedFor({ a: { method: 'elicitation/create', params } });

const formed = (field: JsonObject): Fitting =>
  elicited({ message: 'a', requestedSchema: { type: 'object', properties: { a: field } } });

const answered = (inputResponses: JsonObject): Fitting =>
  asked('tools/call', { name: 'a', arguments: {}, inputResponses });

/** What is answered was used before. */
function usedBefore(content: JsonValue | undefined): readonly JsonObject[] {
  const blocks = Array.isArray(content) ? (content as readonly JsonValue[]) : [];
  const uses = blocks.flatMap((one) =>
    isJsonObject(one) && one['type'] === 'tool_result'
      ? [{ type: 'tool_use', id: one['toolUseId'] ?? '', name: 'a', input: {} }]
      : [],
  );
  return uses.length === 0 ? [] : [{ role: 'assistant', content: uses }];
}

const user = (content: JsonValue): JsonObject => ({ role: 'user', content });
const block = (content: JsonObject): Fitting => called(content);

const PARTS: Readonly<Record<string, (value: JsonObject) => Fitting>> = {
  AudioContent: block,
  ImageContent: block,
  TextContent: block,
  EmbeddedResource: block,
  ResourceLink: block,
  BlobResourceContents: (value) => read(value),
  TextResourceContents: (value) => read(value),
  BooleanSchema: formed,
  NumberSchema: formed,
  StringSchema: formed,
  TitledMultiSelectEnumSchema: formed,
  TitledSingleSelectEnumSchema: formed,
  UntitledMultiSelectEnumSchema: formed,
  UntitledSingleSelectEnumSchema: formed,
  ElicitRequest: (value) => askedFor({ a: value }),
  CreateMessageRequest: (value) => askedFor({ a: value }),
  ListRootsRequest: (value) => askedFor({ a: value }),
  ElicitRequestFormParams: elicited,
  ElicitRequestURLParams: elicited,
  CreateMessageRequestParams: sampled,
  ModelPreferences: (modelPreferences) => sampled({ modelPreferences }),
  SamplingMessage: (message) => sampled({ messages: [...usedBefore(message['content']), message] }),
  ToolUseContent: (use) => sampled({ messages: [{ role: 'assistant', content: use }] }),
  ToolResultContent: (result) => sampled({ messages: [...usedBefore([result]), user([result])] }),
  CreateMessageResult: (value) => answered({ a: value }),
  ElicitResult: (value) => answered({ a: value }),
  ListRootsResult: (value) => answered({ a: value }),
  Root: (root) => answered({ a: { roots: [root] } }),
  InputRequests: askedFor,
  InputRequiredResult: (result) => ({ ...called(), result }),
  InputResponses: answered,
  ClientCapabilities: (declared) => ({
    meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': declared },
    result: { ...CACHED, tools: [] },
  }),
  ServerCapabilities: (capabilities) => ({
    method: 'server/discover',
    meta: FULL_META,
    result: { ...CACHED, supportedVersions: ['2026-07-28'], capabilities },
  }),
  Resource: (resource) => ({
    method: 'resources/list',
    meta: FULL_META,
    result: { ...CACHED, resources: [resource] },
  }),
  Tool: (tool) => ({ method: 'tools/list', meta: FULL_META, result: { ...CACHED, tools: [tool] } }),
};

function read(contents: JsonObject): Fitting {
  const uri = typeof contents['uri'] === 'string' ? contents['uri'] : 'file:///a';
  return {
    method: 'resources/read',
    meta: FULL_META,
    params: { uri },
    result: { ...CACHED, contents: [contents] },
  };
}
