import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTaskStreams, type TaskStreams } from '../../../../demo/http/task-streams.ts';
import type { DetailedTask } from '../../../../demo/tasks/task.ts';
import type { Tasks } from '../../../../demo/tasks/tasks.ts';

const reads: string[] = [];
const reports: string[] = [];
const sent: unknown[] = [];
let known: ReadonlyMap<string, DetailedTask>;
let streams: TaskStreams;
let sdk: ReadableStreamDefaultController<Uint8Array>;

beforeEach(() => {
  vi.useFakeTimers();
  known = new Map([['a', task('a', 'begun')]]);
  streams = openTaskStreams(
    { read: (id: string) => (reads.push(id), known.get(id)) } as unknown as Tasks,
    (line) => reports.push(line),
  );
});
afterEach(() => {
  vi.useRealTimers();
  expect(reports).toEqual([]);
  for (const list of [reads, sent]) list.length = 0;
});

function task(taskId: string, statusMessage: string): DetailedTask {
  const createdAt = '2026-11-25T10:00:00.000Z';
  const common = { createdAt, lastUpdatedAt: createdAt, ttlMs: 1, pollIntervalMs: 1 };
  return { taskId, status: 'working', statusMessage, ...common };
}

function frame(message: object): Uint8Array {
  return new TextEncoder().encode(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
}

/** What the SDK does: acknowledges what it knows, and keeps the stream. */
async function acknowledging(request: Request): Promise<Response> {
  const body = (await request.json()) as { params: { notifications: object } };
  sent.push(body.params.notifications);
  const params = { notifications: body.params.notifications };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      sdk = controller;
      // In two pieces, as it may come.
      const bytes = frame({ method: 'acknowledged', params });
      controller.enqueue(bytes.slice(0, 10));
      controller.enqueue(bytes.slice(10));
    },
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
}

function listen(notifications: object, signal = new AbortController().signal): Request {
  return new Request('http://127.0.0.1/mcp', {
    method: 'POST',
    headers: { 'Mcp-Method': 'subscriptions/listen', 'content-type': 'application/json' },
    signal,
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 5,
      method: 'subscriptions/listen',
      params: {
        notifications,
        _meta: {
          'io.modelcontextprotocol/clientCapabilities': {
            extensions: { 'io.modelcontextprotocol/tasks': {} },
          },
        },
      },
    }),
  });
}

/** Reads message by message. */
function messagesOf(response: Response): () => Promise<Record<string, unknown>> {
  if (response.body === null) throw new Error('no stream');
  const reader = response.body.getReader();
  return async () => {
    const { value } = await reader.read();
    const data = new TextDecoder().decode(value).split('\n')[1] ?? '';
    return JSON.parse(data.slice('data: '.length)) as Record<string, unknown>;
  };
}

test('the SDK is asked for the rest, and what keeps its stream open is told to nobody', async () => {
  const asked = listen({ taskIds: ['a', 'b'], resourceSubscriptions: ['x://y'], toolsListChanged: true });
  const next = messagesOf(await streams.answer(asked, acknowledging));
  expect(sent).toEqual([
    { toolsListChanged: true, resourceSubscriptions: ['x://y', expect.stringContaining('demo')] },
  ]);
  expect(await next()).toEqual({
    method: 'acknowledged',
    params: { notifications: { toolsListChanged: true, resourceSubscriptions: ['x://y'], taskIds: ['a'] } },
  });
});

test('a task is told at once, when it has changed, and no more once it is gone', async () => {
  const next = messagesOf(await streams.answer(listen({ taskIds: ['a'] }), acknowledging));
  await next();
  const meta = { _meta: { 'io.modelcontextprotocol/subscriptionId': 5 } };
  expect(await next()).toMatchObject({
    method: 'notifications/tasks',
    params: { ...task('a', 'begun'), ...meta },
  });
  vi.advanceTimersByTime(500);
  known = new Map([['a', task('a', 'half')]]);
  vi.advanceTimersByTime(500);
  expect(await next()).toMatchObject({ params: { statusMessage: 'half', ...meta } });
  known = new Map();
  vi.advanceTimersByTime(500);
  reads.length = 0;
  known = new Map([['a', task('a', 'again')]]);
  vi.advanceTimersByTime(500);
  expect(reads).toEqual([]);
  sdk.enqueue(frame({ method: 'something else' }));
  expect(await next()).toEqual({ method: 'something else' });
});

test.each([
  [
    'the client has gone',
    (gone: AbortController) => {
      gone.abort();
    },
  ],
  [
    'the SDK ends the stream',
    () => {
      sdk.close();
    },
  ],
  [
    'the instance closes',
    () => {
      streams.close();
      sdk.enqueue(frame({ method: 'the last' }));
    },
  ],
])('nobody looks any more when %s', async (_when, end) => {
  const gone = new AbortController();
  const response = await streams.answer(listen({ taskIds: ['a'] }, gone.signal), acknowledging);
  const next = messagesOf(response);
  await next();
  await next();
  vi.advanceTimersByTime(100);
  expect(reads.length).toBeGreaterThan(2);
  end(gone);
  await next().catch(() => undefined);
  reads.length = 0;
  vi.advanceTimersByTime(500);
  expect(reads).toEqual([]);
});

test('every other request goes to the SDK as it is', async () => {
  const answer = new Response('its own');
  const bare = new Request('http://127.0.0.1/mcp', { method: 'POST', body: '{}' });
  for (const request of [listen({ toolsListChanged: true }), bare]) {
    const passed: Request[] = [];
    const next = (asked: Request): Promise<Response> => {
      passed.push(asked);
      return Promise.resolve(answer);
    };
    expect(await streams.answer(request, next)).toBe(answer);
    expect(passed).toEqual([request]);
  }
});

test('what the SDK refuses stays refused', async () => {
  const refusal = Response.json({ error: {} }, { status: 400 });
  expect(await streams.answer(listen({ taskIds: ['a'] }), () => Promise.resolve(refusal))).toBe(refusal);
});
