import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HAR_CALL, HAR_RESULT } from './har-samples.ts';

// A HAR with every member that HAR 1.2 has a name for, and with the members of their own of those who write them:
// http://www.softwareishard.com/blog/har-12-spec/. Of Chromium: front_end/models/har/Log.ts of its DevTools; of Firefox:
// devtools/client/netmonitor/src/har/har-builder.js; of Playwright: its HarTracer; of HTTP Toolkit: src/model/http/har.ts.

export interface WholeEntry {
  readonly request: object;
  readonly response: object;
}

const JSON_HEADERS = [{ name: 'content-type', value: 'application/json' }];

const REQUEST = {
  method: 'POST',
  url: 'http://127.0.0.1:3000/mcp',
  httpVersion: 'HTTP/1.1',
  cookies: [],
  headers: JSON_HEADERS,
  queryString: [],
  postData: { mimeType: 'application/json', text: HAR_CALL },
  headersSize: 300,
  bodySize: Buffer.byteLength(HAR_CALL),
};

const RESPONSE = {
  status: 200,
  statusText: 'OK',
  httpVersion: 'HTTP/1.1',
  cookies: [],
  headers: JSON_HEADERS,
  content: { size: Buffer.byteLength(HAR_RESULT), mimeType: 'application/json', text: HAR_RESULT },
  redirectURL: '',
  headersSize: 120,
  bodySize: 90,
};

const ENTRY = {
  pageref: 'page_1',
  startedDateTime: '2026-11-25T10:00:00.123Z',
  time: 12.5,
  request: REQUEST,
  response: RESPONSE,
  cache: {},
  timings: { blocked: 1, dns: 2, connect: 4, ssl: 3, send: 0.5, wait: 4, receive: 1 },
};

const FORM = 'application/x-www-form-urlencoded';
const BINARY = Buffer.from([0xff, 0, 0x80]).toString('base64');

/** Each differs from ENTRY in what its key says. */
const ENTRIES = {
  timesInAnotherZone: { startedDateTime: '2026-11-25T11:00:00.123+01:00' },
  microseconds: { startedDateTime: '2026-11-25T10:00:00.123456Z' },
  comments: {
    comment: 'entry',
    request: {
      ...REQUEST,
      comment: 'request',
      headers: [{ ...JSON_HEADERS[0], comment: 'header' }],
      cookies: [{ name: 'a', value: '1', comment: 'cookie' }],
      queryString: [{ name: 'q', value: '1', comment: 'query' }],
      postData: { ...REQUEST.postData, comment: 'posted' },
    },
    response: {
      ...RESPONSE,
      comment: 'response',
      headers: [{ ...JSON_HEADERS[0], comment: 'header' }],
      content: { ...RESPONSE.content, comment: 'content' },
    },
    cache: {
      beforeRequest: {
        expires: '2026-11-26T00:00:00.000Z',
        lastAccess: '2026-11-25T00:00:00.000Z',
        eTag: '"x"',
        hitCount: 3,
        comment: 'before',
      },
      afterRequest: null,
      comment: 'cache',
    },
    timings: { ...ENTRY.timings, comment: 'timings' },
  },
  connection: { connection: '52492', serverIPAddress: '127.0.0.1' },
  ipv6: { serverIPAddress: '[::1]', _serverPort: 3000 },
  noSuchPhases: { timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 4, receive: 1 } },
  cookies: {
    request: {
      ...REQUEST,
      headers: [...JSON_HEADERS, { name: 'Cookie', value: 'a=1; b="x=y"' }],
      cookies: [
        {
          name: 'a',
          value: '1',
          path: '/',
          domain: 'a.example',
          expires: null,
          httpOnly: false,
          secure: true,
        },
        { name: 'hidden', value: 'from=the;header' },
      ],
    },
    response: {
      ...RESPONSE,
      headers: [...JSON_HEADERS, { name: 'Set-Cookie', value: 's=1; Path=/; HttpOnly; SameSite=Lax\nt=2' }],
      cookies: [
        {
          ...{ name: 's', value: '1', path: '/', domain: '', expires: '2026-11-26T00:00:00.000Z' },
          ...{ httpOnly: true, secure: false, sameSite: 'Lax', partitionKey: 'x' },
        },
        { name: 't', value: '2' },
      ],
    },
  },
  queryAsItStands: {
    request: {
      ...REQUEST,
      url: 'http://127.0.0.1:3000/mcp?a=%C3%A4&b',
      queryString: [
        { name: 'a', value: '%C3%A4' },
        { name: 'b', value: '' },
      ],
    },
  },
  anotherSpellingOfTheUrl: { request: { ...REQUEST, url: 'HTTP://127.0.0.1:3000/a/../mcp#x' } },
  pseudoHeaders: {
    request: {
      ...REQUEST,
      httpVersion: 'h2',
      headers: [{ name: ':authority', value: '127.0.0.1' }, ...JSON_HEADERS],
    },
    response: { ...RESPONSE, httpVersion: 'h2', statusText: '' },
  },
  formWithTextAndParams: {
    request: {
      ...REQUEST,
      postData: {
        mimeType: FORM,
        text: 'a=1+2&b=%26',
        params: [
          { name: 'a', value: '1 2' },
          { name: 'b', value: '&', comment: 'and' },
        ],
      },
      bodySize: 11,
    },
  },
  formWithParamsAlone: {
    request: { ...REQUEST, postData: { mimeType: FORM, params: [{ name: 'a', value: '1' }] }, bodySize: 3 },
  },
  filesThatWereSent: {
    request: {
      ...REQUEST,
      postData: {
        mimeType: 'multipart/form-data',
        params: [{ name: 'f', fileName: 'a.txt', contentType: 'text/plain', comment: 'file' }],
      },
      bodySize: 500,
    },
  },
  emptyPost: { request: { ...REQUEST, postData: { mimeType: '', text: '', params: [] }, bodySize: 0 } },
  noPost: { request: { ...REQUEST, method: 'GET', postData: undefined, bodySize: 0 } },
  unknownPost: { request: { ...REQUEST, postData: undefined, bodySize: 40 } },
  base64: {
    response: { ...RESPONSE, content: { size: 3, mimeType: 'image/png', text: BINARY, encoding: 'base64' } },
  },
  textInBase64: {
    response: {
      ...RESPONSE,
      content: {
        ...{ size: 9, compression: -4, mimeType: 'application/json', encoding: 'base64' },
        text: Buffer.from(HAR_RESULT).toString('base64'),
      },
    },
  },
  noBody: { response: { ...RESPONSE, content: { size: 90, mimeType: 'application/json' } } },
  emptyTextOfABody: {
    response: { ...RESPONSE, content: { size: 90, mimeType: 'application/json', text: '' } },
  },
  redirect: {
    response: {
      ...RESPONSE,
      status: 302,
      statusText: 'Found',
      redirectURL: '/elsewhere',
      content: { size: 0, mimeType: 'x-unknown' },
    },
  },
  noAnswer: {
    time: 0,
    response: {
      ...{ status: 0, statusText: '', httpVersion: '', cookies: [], headers: [], redirectURL: '' },
      ...{ content: { size: 0, mimeType: 'x-unknown' }, headersSize: -1, bodySize: -1, comment: 'gone' },
    },
  },
} as const;

const CHROMIUM = {
  call: {
    _connectionId: '31',
    _initiator: {
      type: 'script',
      stack: { callFrames: [{ functionName: 'send', url: 'http://a/x.js', lineNumber: 3 }] },
    },
    _priority: 'High',
    _resourceType: 'fetch',
    _fromCache: 'disk',
    connection: '3000',
    serverIPAddress: '127.0.0.1',
    response: {
      ...RESPONSE,
      ...{ bodySize: -1, headersSize: -1, _transferSize: 412, _error: null, _fetchedViaServiceWorker: false },
    },
    timings: {
      ...{ blocked: 1.5, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 9, receive: 1.9 },
      ...{ _blocked_queueing: 1, _blocked_proxy: 0.5, _workerStart: -1, _workerReady: -1 },
    },
  },
  events: {
    _resourceType: 'eventsource',
    _eventSourceMessages: [
      { time: 1_795_600_800.5, eventName: 'message', eventId: '7', data: '{"jsonrpc":"2.0"}' },
    ],
    response: {
      ...RESPONSE,
      headers: [{ name: 'content-type', value: 'text/event-stream' }],
      content: { size: 0, mimeType: 'text/event-stream' },
    },
  },
  refused: {
    response: {
      ...{ status: 0, statusText: '', httpVersion: '', cookies: [], headers: [], redirectURL: '' },
      ...{ content: { size: 0, mimeType: 'x-unknown' }, headersSize: -1, bodySize: -1 },
      ...{ _transferSize: 0, _error: 'net::ERR_CONNECTION_REFUSED' },
    },
  },
};

const PLAYWRIGHT = {
  call: {
    _frameref: 'frame@1',
    _monotonicTime: 123.4,
    _resourceType: 'fetch',
    _serverPort: 3000,
    _securityDetails: {},
    serverIPAddress: '::1',
    response: { ...RESPONSE, _transferSize: 210 },
  },
  aborted: {
    _wasAborted: true,
    response: {
      ...{ status: -1, statusText: '', httpVersion: 'HTTP/1.1', cookies: [], headers: [], redirectURL: '' },
      ...{ content: { size: -1, mimeType: 'x-unknown' }, headersSize: -1, bodySize: -1 },
      ...{ _transferSize: -1, _failureText: 'net::ERR_ABORTED' },
    },
  },
};

const FIREFOX = {
  call: {
    _securityState: 'insecure',
    connection: '3000',
    serverIPAddress: '127.0.0.1',
    startedDateTime: '2026-11-25T11:00:00.123+01:00',
    request: { ...REQUEST, postData: { ...REQUEST.postData, params: [] } },
    cache: { afterRequest: null },
  },
  bodyNotIncluded: {
    request: { ...REQUEST, postData: { ...REQUEST.postData, params: [], text: '', comment: 'not included' } },
    response: { ...RESPONSE, content: { size: 90, mimeType: 'application/json', comment: 'not included' } },
  },
};

const TOOLKIT = {
  call: { _pinned: true, pageref: 'Chrome (Linux)' },
  webSocket: {
    pageref: 'Chrome (Linux)',
    _resourceType: 'websocket',
    _webSocketMessages: [{ type: 'send', opcode: 2, data: BINARY, time: 1_795_600_800.5 }],
    _webSocketClose: { code: 1_000, reason: '', timestamp: 1_795_600_801 },
  },
  binary: {
    request: {
      ...REQUEST,
      postData: undefined,
      _requestBodyStatus: 'discarded:not-representable',
      _content: { text: BINARY, size: 3, encoding: 'base64' },
      bodySize: 3,
    },
  },
  tooLarge: {
    request: {
      ...REQUEST,
      postData: undefined,
      _requestBodyStatus: 'discarded:too-large',
      comment: 'longer',
    },
    response: { ...RESPONSE, content: { size: 900_000, mimeType: 'a/b', comment: 'longer' } },
  },
};

const PAGES = [
  {
    id: 'page_1',
    title: 'http://127.0.0.1:3000/',
    startedDateTime: '2026-11-25T10:00:00.000Z',
    pageTimings: { onContentLoad: 12.5, onLoad: -1, comment: 'timings' },
    comment: 'page',
  },
  { id: 'nobody', title: '', startedDateTime: '2026-11-25T10:00:00.000Z', pageTimings: {} },
];

/** A HAR of the entries that HAR itself has names for; `change` is made of each. */
export function wholeHar(log: object = {}, change: (entry: WholeEntry) => object = (entry) => entry): object {
  return harOf(
    ENTRIES,
    { creator: { name: 'anyone', version: '1', comment: 'who' }, pages: PAGES, ...log },
    change,
  );
}

function harOf(
  entries: Readonly<Record<string, object>>,
  log: object,
  change: (entry: WholeEntry) => object = (entry) => entry,
): object {
  const made = Object.values(entries).map((more) => change({ ...ENTRY, ...more }));
  return { log: { version: '1.2', pages: [], ...log, entries: made } };
}

/** One of test/fixtures/hars. */
export function recordedHar(name: string): () => string {
  return () => readFileSync(join(import.meta.dirname, '../fixtures/hars', name), 'utf8');
}

/** By whose they are. */
export const WHOLE_HARS: Readonly<Record<string, () => string>> = {
  'HAR 1.2': () =>
    JSON.stringify(wholeHar({ browser: { name: 'a', version: '1', comment: 'browser' }, comment: 'log' })),
  'members behind the entries': () => {
    const { log } = wholeHar() as { log: Record<string, unknown> };
    const { pages, entries, ...others } = log;
    return JSON.stringify({ log: { ...others, entries, pages, comment: 'behind', _own: [1] } });
  },
  Chromium: () =>
    JSON.stringify(harOf(CHROMIUM, { creator: { name: 'WebInspector', version: '537.36' }, pages: PAGES })),
  Playwright: () =>
    JSON.stringify(
      harOf(PLAYWRIGHT, {
        creator: { name: 'Playwright', version: '1.65.1' },
        browser: { name: 'chromium', version: '140.0' },
        pages: PAGES,
      }),
    ),
  Firefox: () =>
    JSON.stringify(
      harOf(FIREFOX, {
        version: '1.1',
        creator: { name: 'Firefox', version: '128.0' },
        browser: { name: 'Firefox', version: '128.0' },
        pages: PAGES,
      }),
    ),
  'HTTP Toolkit': () =>
    JSON.stringify(
      harOf(TOOLKIT, {
        creator: { name: 'HTTP Toolkit', version: '1.20.0' },
        pages: [{ id: 'Chrome (Linux)', title: 'Chrome (Linux)', startedDateTime: '2026', pageTimings: {} }],
        _tlsErrors: [{ startedDateTime: '2026', time: 3, cause: 'cert-rejected', hostname: 'a.example' }],
      }),
    ),
};
