// HARs as programs write them, by hand from what they write: each has one call of MCP and what is special about the program.

export const HAR_CALL =
  '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"q":"ä"}}}';
export const HAR_RESULT = '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"ö"}]}}';

/** Deeper parts of an entry that a test changes. */
export interface HarChange {
  readonly entry?: object;
  readonly request?: object;
  readonly response?: object;
  readonly content?: object;
}

const HEADERS = [
  { name: 'content-type', value: 'application/json' },
  { name: 'mcp-method', value: 'tools/call' },
];

function entry({ entry: more, request, response, content }: HarChange): object {
  return {
    startedDateTime: '2026-11-25T10:00:00.123Z',
    time: 12.5,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:3000/mcp',
      httpVersion: 'HTTP/1.1',
      headers: HEADERS,
      queryString: [],
      cookies: [],
      headersSize: 300,
      bodySize: Buffer.byteLength(HAR_CALL),
      postData: { mimeType: 'application/json', text: HAR_CALL },
      ...request,
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'content-type', value: 'application/json' }],
      cookies: [],
      redirectURL: '',
      headersSize: 120,
      bodySize: 90,
      content: {
        size: Buffer.byteLength(HAR_RESULT),
        mimeType: 'application/json',
        text: HAR_RESULT,
        ...content,
      },
      ...response,
    },
    cache: {},
    timings: { blocked: 1, dns: 2, connect: 4, ssl: 3, send: 0.5, wait: 4, receive: 1 },
    ...more,
  };
}

function har(creator: object, changes: readonly HarChange[], browser?: object): string {
  const entries = changes.map(entry);
  return JSON.stringify({
    log: { version: '1.2', creator, ...(browser && { browser }), pages: [], entries },
  });
}

/** Of the network panel of Chromium's DevTools. */
export function chromeHar(...changes: readonly HarChange[]): string {
  return har(
    { name: 'WebInspector', version: '537.36' },
    changes.map((change) => ({
      ...change,
      entry: {
        _connectionId: '12',
        _priority: 'High',
        _resourceType: 'fetch',
        connection: '3000',
        serverIPAddress: '[::1]',
        pageref: 'page_1',
        timings: {
          blocked: 1.5,
          dns: -1,
          ssl: -1,
          connect: -1,
          send: 0.1,
          wait: 9,
          receive: 1.9,
          _blocked_queueing: 1,
        },
        ...change.entry,
      },
      response: { _transferSize: 412, _error: null, bodySize: -1, headersSize: -1, ...change.response },
    })),
  );
}

export function firefoxHar(...changes: readonly HarChange[]): string {
  return har({ name: 'Firefox', version: '128.0' }, changes, { name: 'Firefox', version: '128.0' });
}

/** Of `recordHar` with `content: "embed"` or, as the change says, "attach". */
export function playwrightHar(...changes: readonly HarChange[]): string {
  return har(
    { name: 'Playwright', version: '1.65.1' },
    changes.map((change) => ({
      ...change,
      entry: { _serverPort: 3000, serverIPAddress: '::1', _securityDetails: {}, ...change.entry },
      response: { _transferSize: 210, ...change.response },
    })),
    { name: 'chromium', version: '140.0' },
  );
}

export function toolkitHar(...changes: readonly HarChange[]): string {
  return har({ name: 'HTTP Toolkit', version: '1.20.0' }, changes);
}
