import { WHOLE_HARS } from '../whole-hars.ts';

const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"q":"ä"}}}';
const RESULT = '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"x"}]}}';
const AT = '2026-11-25T10:00:00.000Z';

const entry = {
  startedDateTime: AT,
  time: 12.5,
  request: {
    method: 'POST',
    url: 'http://127.0.0.1:3000/mcp?x=1',
    httpVersion: 'h2',
    headers: [
      { name: ':authority', value: '127.0.0.1' },
      { name: 'content-type', value: 'application/json' },
      { name: 'mcp-method', value: 'tools/call' },
    ],
    headersSize: -1,
    bodySize: CALL.length,
    postData: { mimeType: 'application/json', text: CALL },
  },
  response: {
    status: 200,
    statusText: '',
    httpVersion: 'h2',
    headers: [{ name: 'content-type', value: 'text/event-stream' }],
    content: {
      size: 90,
      mimeType: 'text/event-stream',
      text: Buffer.from(`data: ${RESULT}\n\n`).toString('base64'),
      encoding: 'base64',
    },
    headersSize: -1,
    bodySize: 90,
    _transferSize: 120,
  },
  timings: { blocked: 1, dns: 1, connect: 2, ssl: 1, send: 0.5, wait: 7, receive: 1 },
  _eventSourceMessages: [{ time: 1_795_600_800.1, eventName: 'message', eventId: '7', data: RESULT }],
};

const line = {
  hopscope: 1,
  number: 1,
  at: AT,
  origin: 'gateway',
  instance: { id: 'a', name: 'alpha' },
  era: 'modern',
  method: 'tools/call',
  name: 'a',
  url: 'http://127.0.0.1/mcp',
  request: { method: 'POST', target: '/mcp', headers: [['Mcp-Method', 'tools/call']], body: CALL },
  answer: {
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [],
    body: [
      [1.5, RESULT],
      [2, { base64: '/w==' }],
    ],
  },
  timing: { endMs: 3 },
  bytes: { request: 100, response: 200 },
};

const snoop = (direction: string, more: object): string =>
  JSON.stringify({
    session_id: 's',
    server_label: 'shop',
    seq: 1,
    ts: AT,
    direction,
    transport: 'http',
    conn_id: 'c',
    ...more,
  });

/** One small file of each format, and the HARs with all that HAR can hold. */
export const SAMPLES: readonly string[] = [
  JSON.stringify(
    { log: { version: '1.2', creator: { name: 'Firefox', version: '1' }, entries: [entry, entry] } },
    null,
    1,
  ),
  `${JSON.stringify(line)}\n${JSON.stringify({ ...line, number: 2, link: { kind: 'round', to: 1, round: 2 } })}\n`,
  `# two\ncurl 'http://127.0.0.1/mcp' -H $'x: \\'y' --data-raw '${CALL}'\nprintf 'a\\303\\244' | curl -X POST http://x/ --data-binary @-\n`,
  [
    snoop('c2s', {
      mcp_method: 'tools/call',
      mcp_param_headers: [{ name: 'Mcp-Param-Q', value: 'x' }],
      raw: JSON.parse(CALL) as object,
    }),
    snoop('s2c', { status: 200, raw: { jsonrpc: '2.0', method: 'notifications/progress', params: {} } }),
    snoop('stderr', { text: 'words' }),
    snoop('s2c', { status: 200, raw: JSON.parse(RESULT) as object }),
  ].join('\n'),
  JSON.stringify([
    {
      id: '1',
      timestamp: AT,
      method: 'POST',
      url: 'http://127.0.0.1/mcp',
      requestHeaders: { accept: '*/*' },
      requestBody: CALL,
      responseStatus: 200,
      responseHeaders: { 'content-type': 'application/json' },
      responseBody: RESULT,
      duration: 4,
      category: 'transport',
    },
  ]),
  JSON.stringify([
    {
      id: '1',
      timestamp: AT,
      direction: 'request',
      origin: 'client',
      message: JSON.parse(CALL) as object,
      response: JSON.parse(RESULT) as object,
      duration: 3,
    },
    {
      id: '2',
      timestamp: AT,
      direction: 'notification',
      origin: 'server',
      message: { jsonrpc: '2.0', method: 'notifications/message' },
    },
  ]),
  ...Object.values(WHOLE_HARS).map((make) => make()),
];
