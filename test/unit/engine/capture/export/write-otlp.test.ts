import { expect, it } from 'vitest';
import { createOtlpWriter } from '../../../../../engine/capture/export/write-otlp.ts';
import { portable, type PortableChange } from '../../../../support/portable-samples.ts';

interface Span extends Record<string, unknown> {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Traces {
  readonly resourceSpans: readonly [
    {
      readonly resource: unknown;
      readonly scopeSpans: readonly [{ readonly scope: unknown; readonly spans: Span[] }];
    },
  ];
}

function written(...changes: readonly PortableChange[]): {
  scope: unknown;
  spans: Span[];
  notes: readonly string[];
} {
  const writer = createOtlpWriter({ capture: 'day', program: 'Hopscope 1.2.3' });
  const texts = changes.map((change) => writer.write(portable(change)) ?? '');
  const { resourceSpans } = JSON.parse(`${writer.head}${texts.join('')}${writer.tail()}`) as Traces;
  return { ...resourceSpans[0].scopeSpans[0], notes: writer.notes() };
}

function spanOf(change: PortableChange): Span {
  const [span] = written(change).spans;
  if (!span) throw new Error('no span');
  return span;
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const meta = (more: object): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 'x', method: 'tools/call', params: { _meta: more } });

it('writes a span an exchange, its times in whole nanoseconds', () => {
  const { scope, spans, notes } = written(
    { row: { startedAt: 1_795_000_000_000.25 } },
    { row: { number: 4 } },
  );
  expect(scope).toEqual({ name: 'Hopscope', version: '1.2.3' });
  expect(spans[0]).toMatchObject({
    name: 'tools/call whoami',
    kind: 3,
    startTimeUnixNano: '1795000000000250000',
    endTimeUnixNano: '1795000000012750000',
    status: {},
  });
  expect(
    Object.fromEntries((spans[0]?.attributes ?? []).map(({ key, value }) => [key, value])),
  ).toMatchObject({
    'mcp.method.name': { stringValue: 'tools/call' },
    'gen_ai.tool.name': { stringValue: 'whoami' },
    'jsonrpc.request.id': { stringValue: '7' },
    'http.response.status_code': { intValue: '200' },
    'server.port': { intValue: '3000' },
    'network.transport': { stringValue: 'tcp' },
  });
  for (const { traceId, spanId } of spans)
    expect(`${traceId} ${spanId}`).toMatch(/^[0-9a-f]{32} [0-9a-f]{16}$/);
  expect(new Set(spans.flatMap(({ traceId, spanId }) => [traceId, spanId])).size).toBe(4);
  expect(spanOf({})).toEqual(spanOf({}));
  expect(notes).toEqual(['2 of 2 requests have no traceparent: each of them has a trace of its own.']);
});

it('stands under the traceparent of the message, else of the header, each with its own tracestate', () => {
  const said = `00-${TRACE}-${PARENT}-01`;
  const headers = [
    ['traceparent', `00-${'1'.repeat(32)}-${'2'.repeat(16)}-00`],
    ['tracestate', 'h=1'],
  ] as const;
  const requestBody = meta({ traceparent: said, tracestate: 'm=1' });
  expect(spanOf({ request: { headers }, requestBody })).toMatchObject({
    traceId: TRACE,
    parentSpanId: PARENT,
    traceState: 'm=1',
  });
  expect(spanOf({ request: { headers } })).toMatchObject({ traceId: '1'.repeat(32), traceState: 'h=1' });
  expect(spanOf({ request: { headers }, requestBody: meta({ traceparent: said }) })).not.toHaveProperty(
    'traceState',
  );
  expect(spanOf({ requestBody }).spanId).not.toBe(PARENT);
  expect(written({ requestBody }).notes).toEqual([]);
});

it.each([
  ['in capitals', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
  ['of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
  ['of a parent of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['of the version that is none', `ff-${TRACE}-${PARENT}-01`],
  ['too long for its version', `00-${TRACE}-${PARENT}-01-x`],
  ['with something behind it', `01-${TRACE}-${PARENT}-01x`],
  ['short', `00-${TRACE}-${PARENT}`],
])('takes no traceparent that is %s', (_name, traceparent) => {
  const span = spanOf({ requestBody: meta({ traceparent }) });
  expect(span).not.toHaveProperty('parentSpanId');
  expect(span.traceId).not.toBe(TRACE);
});

it('reads a traceparent of a later version as far as it is known', () => {
  expect(spanOf({ requestBody: meta({ traceparent: `01-${TRACE}-${PARENT}-01-more` }) }).parentSpanId).toBe(
    PARENT,
  );
});

it.each([
  [
    'a failure',
    { failure: { kind: 'cut', message: 'it broke', at: 1 } },
    { code: 2, message: 'it broke' },
    'cut',
  ],
  ['a JSON-RPC error', { row: { errorCode: -32_602 } }, { code: 2 }, '-32602'],
  ['an error of a tool', { row: { isError: true } }, { code: 2 }, 'tool_error'],
  ['a status', { row: { status: 404 } }, { code: 2 }, undefined],
] as const)('tells of %s', (_name, change, status, type) => {
  const span = spanOf(change);
  expect(span['status']).toEqual(status);
  const found = span.attributes.find(({ key }) => key === 'error.type');
  expect(found?.value).toEqual(type === undefined ? undefined : { stringValue: type });
});

it('tells the events of a stream at their times, and how many are left out', () => {
  const events = Array.from({ length: 1_003 }, (_, index) => ({
    index,
    atMs: index / 2,
    kind: 'message' as const,
    offset: 0,
    length: 1,
    preview: '',
    ...(index === 1 && { method: 'notifications/progress' }),
  }));
  const span = spanOf({ events });
  expect((span['events'] as unknown[]).slice(0, 2)).toEqual([
    { timeUnixNano: '1795000000000000000', name: 'message' },
    { timeUnixNano: '1795000000000500000', name: 'notifications/progress' },
  ]);
  expect([(span['events'] as unknown[]).length, span['droppedEventsCount']]).toEqual([1_000, 3]);
});

it('bears what hostile servers and clients write', () => {
  const span = spanOf({
    row: { name: '"}],\ud800</script>' },
    requestBody: '[1',
    request: { url: 'no url' },
  });
  expect(span).toMatchObject({ name: 'tools/call "}],\ud800</script>' });
  expect(span.attributes.map(({ key }) => key)).not.toContain('url.full');
});
