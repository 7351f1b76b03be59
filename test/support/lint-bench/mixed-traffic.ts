import type { Recording } from '../../../engine/capture/recorder.ts';
import { routingTable } from '../../../engine/protocol/modern/routing-table.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { exchangeStart, responseHeadBytes, sampleEnd } from '../capture-samples.ts';
import { META, SERVER_META } from '../lint/exchange.ts';

// What an afternoon with a server looks like: lists of six tools, calls, streams with progress, and errors; of a client and
// of servers without fault but for every hundredth answer.

/** As long as every id, so that one can be written over another. */
const ID = 'id-0000000';

interface Template {
  readonly method: string;
  readonly name: string;
  readonly params: JsonObject;
  readonly status: number;
  /** Answers; more than one is a stream. */
  readonly messages: readonly JsonObject[];
}

/** An exchange of which only ids and times are written anew. */
export interface Mould {
  readonly start: ReturnType<typeof exchangeStart>;
  readonly body: Buffer;
  readonly bodyIds: readonly number[];
  readonly headers: HeaderList;
  readonly response: Buffer;
  readonly responseIds: readonly number[];
  readonly headBytes: number;
}

const TOOLS = ['search', 'order', 'stock', 'price', 'ship', 'refund'].map((name) => ({
  name,
  title: `The tool ${name}`,
  description: `What ${name} does is told here in a sentence or two, as a model needs it to choose among tools.`,
  inputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      sku: { type: 'string', description: 'Number of the article', pattern: '^[A-Z]{3}-[0-9]+$' },
      count: { type: 'integer', minimum: 1, maximum: 100 },
      region: { type: 'string', enum: ['north', 'south'], 'x-mcp-header': 'Region' },
    },
    required: ['sku'],
  },
  outputSchema: { type: 'object', properties: { done: { type: 'boolean' } }, required: ['done'] },
}));

const result = (fields: JsonObject): JsonObject => ({
  jsonrpc: '2.0',
  id: ID,
  result: { resultType: 'complete', ...fields, _meta: SERVER_META },
});

const CONTENT = { content: [{ type: 'text', text: '{"done":true}' }], structuredContent: { done: true } };

const progress = (step: number): JsonObject => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: ID, progress: step, total: 5, message: `step ${String(step)}` },
});

const call = (name: string): Pick<Template, 'method' | 'name' | 'params'> => ({
  method: 'tools/call',
  name,
  params: { name, arguments: { sku: 'TEA-1', count: 2 } },
});

const LIST: Template = {
  method: 'tools/list',
  name: '',
  params: {},
  status: 200,
  messages: [result({ tools: TOOLS, ttlMs: 60_000, cacheScope: 'public' })],
};
const CALL: Template = { ...call('order'), status: 200, messages: [result(CONTENT)] };
const STREAM: Template = {
  ...call('ship'),
  status: 200,
  messages: [...[1, 2, 3, 4, 5].map(progress), result(CONTENT)],
};
const ERROR: Template = {
  ...call('refund'),
  status: 400,
  messages: [
    { jsonrpc: '2.0', id: ID, error: { code: -32602, message: 'sku: expected the number of an article' } },
  ],
};
/** What is found is kept, too: now and then an answer without a type. */
const FAULTY: Template = {
  ...call('stock'),
  status: 200,
  messages: [{ jsonrpc: '2.0', id: ID, result: { ...CONTENT, _meta: SERVER_META } }],
};

/** Of 100 exchanges; in an order that mixes them. */
const MIX: readonly Template[] = Array.from({ length: 100 }, (_, at) => {
  if (at === 99) return FAULTY;
  const kind = (at * 37) % 100;
  if (kind < 15) return LIST;
  if (kind < 75) return CALL;
  return kind < 92 ? STREAM : ERROR;
});

export function makeMoulds(): readonly Mould[] {
  const known = new Map(MIX.map((template) => [template, mould(template)]));
  return MIX.flatMap((template) => known.get(template) ?? []);
}

function mould({ method, name, params, status, messages }: Template): Mould {
  const meta = { ...META, ...(messages.length > 1 && { progressToken: ID }) };
  const request = { jsonrpc: '2.0', id: ID, method, params: { ...params, _meta: meta } };
  const body = Buffer.from(JSON.stringify(request));
  const headers: HeaderList = [
    ['Host', '127.0.0.1:47100'],
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json, text/event-stream'],
    ['MCP-Protocol-Version', '2026-07-28'],
    ['Mcp-Method', method],
    ...(name === '' ? [] : ([['Mcp-Name', name]] as const)),
    ['User-Agent', 'bench/1.0'],
    ['Content-Length', String(body.length)],
  ];
  const isStream = messages.length > 1;
  const text = isStream
    ? messages.map((message) => `event: message\ndata: ${JSON.stringify(message)}\n\n`).join('')
    : JSON.stringify(messages[0]);
  const responseHeaders: HeaderList = [
    ['Content-Type', isStream ? 'text/event-stream' : 'application/json'],
    ...(isStream
      ? ([
          ['X-Accel-Buffering', 'no'],
          ['Cache-Control', 'no-cache'],
        ] as const)
      : []),
    ['Date', 'Wed, 25 Nov 2026 12:00:00 GMT'],
  ];
  const head = responseHeadBytes(status, responseHeaders);
  const response = Buffer.concat([head, Buffer.from(text)]);
  return {
    start: {
      ...exchangeStart({ id: 0 }),
      origin: 'gateway',
      method,
      name,
      headers,
      body,
      routing: routingTable(headers, request),
      headerFault: false,
    },
    body,
    bodyIds: placesOf(body),
    headers: responseHeaders,
    response,
    responseIds: placesOf(response),
    headBytes: head.length,
  };
}

function placesOf(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(ID); at >= 0; at = bytes.indexOf(ID, at + 1)) places.push(at);
  return places;
}

/** Records one exchange with an id of its own. */
export function recordMould(recording: Recording, mould: Mould, number: number): void {
  const id = `id-${String(number).padStart(7, '0')}`;
  for (const at of mould.bodyIds) mould.body.write(id, at, 'latin1');
  for (const at of mould.responseIds) mould.response.write(id, at, 'latin1');
  const { draft: _draft, ...start } = mould.start;
  const recorder = recording.begin({
    ...start,
    instanceId: `i-${String(number % 3)}`,
    instanceName: `instance ${String(number % 3)}`,
    startedAt: 1_795_000_000_000 + number,
  });
  recorder.requestBytes(mould.body, 0.6);
  recorder.responseBytes(mould.response, 1.2);
  const status = mould.start.name === 'refund' ? 400 : 200;
  recorder.responseHead({ status, statusText: 'OK', httpVersion: '1.1', headers: mould.headers }, 1.2);
  recorder.bodyBytes(mould.response.subarray(mould.headBytes), 1.3);
  recorder.end(sampleEnd(1.4));
}
