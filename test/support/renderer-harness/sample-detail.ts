import type {
  ExchangeDetail,
  RoutingLine,
  Row,
  StreamEvent,
  ValueOrigin,
} from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { Draft, JsonObject } from '../../../shared/model/draft.ts';

const encoder = new TextEncoder();

function params(row: Row): JsonObject {
  if (row.method !== 'tools/call') return row.name === '' ? {} : { uri: row.name };
  return {
    name: row.name,
    arguments: row.name === 'search_catalog' ? { query: 'blue suede', limit: 20 } : {},
  };
}

/** Body of the request of a row. */
export function requestBody(row: Row): string {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'hopscope', version: '0.1.0' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
  };
  return JSON.stringify({
    jsonrpc: '2.0',
    id: row.number,
    method: row.method,
    params: { ...params(row), _meta: meta },
  });
}

/** One JSON answer of a row, as long as the row says. */
export function answerBody(row: Row): string {
  if (row.errorCode !== undefined) {
    const message = 'Header mismatch: Mcp-Name is "whoami" but params.name is "basket_get"';
    return JSON.stringify({ jsonrpc: '2.0', id: row.number, error: { code: row.errorCode, message } });
  }
  const products = Array.from({ length: Math.ceil(row.responseBytes / 190) }, (_, index) => ({
    id: `sku-${row.number}-${index}`,
    title: `Blue suede shoes, size ${36 + (index % 12)}`,
    price: { amount: 79.9 + (index % 10), currency: 'EUR' },
    stock: { [row.instanceName]: index % 7, note: 'größer als erwartet ✓' },
  }));
  const structuredContent = { instance: row.instanceName, pid: 4711, products };
  const content = [{ type: 'text', text: `This is ${row.instanceName}.` }];
  return JSON.stringify({
    jsonrpc: '2.0',
    id: row.number,
    result: { resultType: row.resultType, content, structuredContent },
  });
}

/** Data of one event of a streamed answer. */
function eventJson(row: Row, index: number): string {
  if (index === row.eventCount - 1 && row.state === 'done') return answerBody({ ...row, responseBytes: 300 });
  const step = {
    progressToken: 'p1',
    progress: index + 1,
    total: row.eventCount,
    message: `Imported sku-${index}`,
  };
  if (index % 3 === 2) {
    const data = `Row ${index} has no picture`;
    return JSON.stringify({
      jsonrpc: '2.0',
      method: 'notifications/message',
      params: { level: 'info', data },
    });
  }
  return JSON.stringify({ jsonrpc: '2.0', method: 'notifications/progress', params: step });
}

function eventText(row: Row, index: number): string {
  return `event: message\ndata: ${eventJson(row, index)}\n\n`;
}

interface Streamed {
  readonly events: readonly StreamEvent[];
  readonly text: string;
}

let last: { readonly key: string; readonly streamed: Streamed } | undefined;

/** The events of a row, and the text in which they stand. The last one is kept: the real engine has them ready. */
export function eventsOf(row: Row): Streamed {
  const key = `${row.number} ${row.eventCount} ${row.state}`;
  // A stream that grows: what was made for its whole length holds for each part of it.
  if (
    row.state === 'open' &&
    last?.key.startsWith(`${row.number} `) &&
    last.streamed.events.length >= row.eventCount
  ) {
    return { events: last.streamed.events.slice(0, row.eventCount), text: last.streamed.text };
  }
  if (last?.key !== key) last = { key, streamed: makeEvents(row) };
  return last.streamed;
}

function makeEvents(row: Row): Streamed {
  if (row.eventCount <= 1) {
    const text = answerBody(row);
    const message = row.errorCode === undefined ? 'result' : 'error';
    const event: StreamEvent = {
      ...{ index: 0, atMs: row.durationMs ?? 0, kind: 'json', message, offset: 0 },
      ...{ length: encoder.encode(text).length, preview: text.slice(0, 240) },
    };
    return { events: row.responseBytes === 0 ? [] : [event], text };
  }
  let offset = 0;
  const parts: string[] = [];
  const events = Array.from({ length: row.eventCount }, (_, index): StreamEvent => {
    const text = eventText(row, index);
    const data = eventJson(row, index);
    const method = /"method":"([^"]+)"/.exec(data)?.[1];
    const start = offset;
    const length = encoder.encode(text).length;
    offset += length;
    parts.push(text);
    return {
      ...{ index, atMs: 8 + (index * ((row.durationMs ?? 4000) - 10)) / row.eventCount, kind: 'message' },
      ...{
        message: method === undefined ? 'result' : 'notification',
        offset: start,
        length,
        preview: data.slice(0, 240),
      },
      ...(method !== undefined && { method }),
    };
  });
  return { events, text: parts.join('') };
}

function requestHeaders(row: Row, bodyLength: number): HeaderList {
  const name: HeaderList = row.name === '' ? [] : [['Mcp-Name', row.headerFault ? 'whoami' : row.name]];
  return [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json, text/event-stream'],
    ['MCP-Protocol-Version', '2026-07-28'],
    ['Mcp-Method', row.method],
    ...name,
    ['Authorization', 'Bearer 3f9c…'],
    ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    ['Host', '127.0.0.1:41873'],
    ['Content-Length', String(bodyLength)],
    ['Connection', 'keep-alive'],
  ];
}

function routing(row: Row): readonly RoutingLine[] {
  const version = 'params._meta["io.modelcontextprotocol/protocolVersion"]';
  const lines: RoutingLine[] = [
    {
      header: 'MCP-Protocol-Version',
      value: '2026-07-28',
      field: version,
      fieldValue: '2026-07-28',
      verdict: 'match',
      note: 'Header and body agree.',
    },
    {
      header: 'Mcp-Method',
      value: row.method,
      field: 'method',
      fieldValue: row.method,
      verdict: 'match',
      note: 'Header and body agree.',
    },
  ];
  if (row.name === '') {
    lines.push({
      header: 'Mcp-Name',
      verdict: 'not-needed',
      note: `${row.method} names nothing that this header would mirror.`,
    });
    return lines;
  }
  const field = row.method === 'resources/read' ? 'params.uri' : 'params.name';
  lines.push(
    row.headerFault
      ? {
          header: 'Mcp-Name',
          value: 'whoami',
          field,
          fieldValue: row.name,
          verdict: 'mismatch',
          note: `The header says "whoami", the body says "${row.name}": a server must reject this.`,
        }
      : {
          header: 'Mcp-Name',
          value: row.name,
          field,
          fieldValue: row.name,
          verdict: 'match',
          note: 'Header and body agree.',
        },
  );
  if (row.name === 'route_order') {
    lines.push(
      {
        header: 'Mcp-Param-Region',
        value: '=?base64?w5Zsw6luZA==?=',
        decoded: 'Öland',
        field: 'params.arguments.region',
        fieldValue: 'Öland',
        verdict: 'match',
        note: 'Header and body agree.',
      },
      {
        header: 'Mcp-Param-Priority',
        field: 'params.arguments.priority',
        fieldValue: '3',
        verdict: 'missing',
        note: 'The tool’s schema asks for this header and the body has the value.',
      },
    );
  }
  return lines;
}

const ORIGINS: readonly ValueOrigin[] = [
  { target: 'header:Content-Type', origin: 'always application/json', kind: 'protocol' },
  { target: 'header:Accept', origin: 'both forms of answer', kind: 'protocol' },
  { target: 'header:MCP-Protocol-Version', origin: 'revision', kind: 'draft' },
  { target: 'header:Mcp-Method', origin: 'method', kind: 'protocol' },
  { target: 'header:Mcp-Name', origin: 'params.name', kind: 'protocol' },
  { target: 'header:Authorization', origin: 'instance header, from ${DEMO_TOKEN}', kind: 'instance' },
  { target: 'header:Host', origin: 'the address', kind: 'transport' },
  { target: 'header:Content-Length', origin: 'the body’s length', kind: 'transport' },
  { target: '/params/_meta/io.modelcontextprotocol~1clientInfo', origin: 'this Hopscope', kind: 'workspace' },
];

const DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'whoami', arguments: {} },
  clientCapabilities: {},
  clientInfo: { name: 'hopscope', version: '0.1.0' },
  tamper: { headers: [], meta: {}, dropMeta: [] },
};

function view(
  text: string,
  limit: number,
): { readonly bytes: number; readonly text: string; readonly truncated: boolean } {
  const bytes = encoder.encode(text).length;
  return { bytes, text: text.slice(0, limit), truncated: bytes > limit };
}

/** Both messages of a row as they stand on the wire. */
export function wireOf(row: Row): { readonly request: string; readonly response: string } {
  const body = requestBody(row);
  const head = requestHeaders(row, encoder.encode(body).length).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const { text } = eventsOf(row);
  const answer = answerHeaders(row).map(([name, value]) => `${name}: ${value}\r\n`);
  return {
    request: `POST /mcp HTTP/1.1\r\n${head.join('')}\r\n${body}`,
    response:
      row.responseBytes === 0
        ? ''
        : `HTTP/1.1 ${row.status ?? 200} ${row.status === 400 ? 'Bad Request' : 'OK'}\r\n${answer.join('')}\r\n${text}`,
  };
}

function answerHeaders(row: Row): HeaderList {
  return [
    ['content-type', row.eventCount > 1 ? 'text/event-stream' : 'application/json'],
    ['cache-control', 'no-store'],
    ['vary', 'origin'],
    ['vary', 'accept'],
    ['date', 'Mon, 23 Nov 2026 12:04:31 GMT'],
    ['connection', 'keep-alive'],
  ];
}

/** The detail of a row, bodies cut at `limit` characters. */
export function sampleDetail(row: Row, captureId: string, limit: number): ExchangeDetail {
  const body = requestBody(row);
  const response = row.responseBytes > 0 && {
    status: row.status ?? 200,
    statusText: row.status === 400 ? 'Bad Request' : 'OK',
    httpVersion: '1.1',
    headers: answerHeaders(row),
    body: view(eventsOf(row).text, limit),
  };
  const failure = row.failureKind !== undefined && {
    failure: {
      kind: row.failureKind,
      message: `${row.instanceName} closed the connection in the middle of its answer. Look at the server’s own log around this time.`,
      at: row.startedAt + (row.durationMs ?? 0),
      code: 'ECONNRESET',
    },
  };
  return {
    ref: { captureId, number: row.number },
    row,
    url: 'http://127.0.0.1:41873/mcp',
    request: {
      httpMethod: 'POST',
      target: '/mcp',
      headers: requestHeaders(row, body.length),
      body: view(body, limit),
    },
    ...(response && { response }),
    timing: {
      ...(row.number % 4 === 0
        ? { dnsMs: 0.4, connectMs: 1.1, socketReused: false }
        : { socketReused: true }),
      requestSentMs: 1.4,
      ...(row.responseBytes > 0 && { firstByteMs: Math.min(7.9, (row.durationMs ?? 9) * 0.8) }),
      ...(row.durationMs !== undefined && { endMs: row.durationMs }),
    },
    ...failure,
    routing: routing(row),
    origins: ORIGINS,
    ...(row.origin === 'composer' && { draft: { ...DRAFT, params: params(row) } }),
    remoteAddress: '127.0.0.1:41873',
  };
}
