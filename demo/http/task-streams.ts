import { CLIENT_CAPABILITIES_META_KEY, SUBSCRIPTION_ID_META_KEY } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { declaresTasks } from '../server/declared.ts';
import { missing } from '../server/start-work.ts';
import type { Tasks } from '../tasks/tasks.ts';

/** The part of `subscriptions/listen` that the SDK does not have: notifications/tasks for the tasks that are asked for. */
export interface TaskStreams {
  /** Answers a modern request: `next` is the SDK, and most requests are none of ours. */
  answer(request: Request, next: (request: Request) => Promise<Response>): Promise<Response>;
  /** Tells nothing more; the streams themselves are the SDK's to end. */
  close(): void;
}

// SQLite has no notification between processes, and much of what happens to a task is only that time passes.
const LOOK_MS = 50;

/**
 * What keeps the SDK's stream open that would end at once where it has nothing to tell: a resource that nobody updates.
 * The client is not told of it.
 */
const PLACEHOLDER = 'hopscope-demo://tasks';

const listenBody = z.looseObject({
  id: z.union([z.string(), z.number()]),
  params: z.looseObject({
    _meta: z.record(z.string(), z.unknown()).optional(),
    notifications: z.looseObject({
      taskIds: z.unknown().optional(),
      resourceSubscriptions: z.unknown().optional(),
    }),
  }),
});
type ListenBody = z.infer<typeof listenBody>;

/** Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-status-notifications */
export function openTaskStreams(tasks: Tasks, report: (line: string) => void): TaskStreams {
  const watches = new Set<() => void>();
  return {
    async answer(request, next) {
      const body = await readListen(request);
      if (body === undefined) return next(request);
      const ids = z.array(z.string()).safeParse(body.params.notifications.taskIds);
      const known = (ids.data ?? []).filter((id) => tasks.read(id) !== undefined);
      const response = await next(withoutTasks(request, body, known.length > 0));
      // What is wrong with the request as such is the SDK's to say.
      if (response.headers.get('content-type') !== 'text/event-stream' || response.body === null)
        return response;
      if (!declaresTasks(body.params._meta?.[CLIENT_CAPABILITIES_META_KEY])) {
        await response.body.cancel();
        const { code, message, data } = missing(true);
        return Response.json(
          { jsonrpc: '2.0', id: body.id, error: { code, message, data } },
          { status: 400 },
        );
      }
      if (!ids.success) {
        await response.body.cancel();
        const error = { code: -32_602, message: "Invalid params: 'taskIds' must be a list of strings" };
        return Response.json({ jsonrpc: '2.0', id: body.id, error });
      }
      const watch = { ids: known, subscriptionId: body.id, watches, report };
      const tell = tellTasks(tasks, watch);
      const stream = response.body.pipeThrough(tell, { signal: request.signal });
      return new Response(stream, { status: response.status, headers: response.headers });
    },
    close() {
      for (const stop of watches) stop();
    },
  };
}

/** The body of a request that asks for the notifications of tasks; undefined for every other request. */
async function readListen(request: Request): Promise<ListenBody | undefined> {
  if (request.method !== 'POST' || request.headers.get('mcp-method') !== 'subscriptions/listen')
    return undefined;
  // A body that is not JSON is refused by the SDK, which reads the original.
  const body = listenBody.safeParse(
    await request
      .clone()
      .json()
      .catch(() => undefined),
  );
  return body.success && body.data.params.notifications.taskIds !== undefined ? body.data : undefined;
}

/** The same request as one that the SDK understands wholly. */
function withoutTasks(request: Request, body: ListenBody, keepOpen: boolean): Request {
  const { taskIds: _, resourceSubscriptions, ...others } = body.params.notifications;
  const resources = Array.isArray(resourceSubscriptions) ? (resourceSubscriptions as readonly unknown[]) : [];
  const notifications = {
    ...others,
    ...(resourceSubscriptions !== undefined && { resourceSubscriptions }),
    ...(keepOpen && { resourceSubscriptions: [...resources, PLACEHOLDER] }),
  };
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return new Request(request.url, {
    method: 'POST',
    headers,
    signal: request.signal,
    body: JSON.stringify({ ...body, params: { ...body.params, notifications } }),
  });
}

interface Watch {
  readonly ids: readonly string[];
  readonly subscriptionId: string | number;
  /** What ends each watch that is going on. */
  readonly watches: Set<() => void>;
  readonly report: (line: string) => void;
}

/** Completes the acknowledgement, and sends each task as it stands then and whenever that changes. */
function tellTasks(tasks: Tasks, watch: Watch): TransformStream<Uint8Array, Uint8Array> {
  const { ids, subscriptionId, watches, report } = watch;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const lastTold = new Map(ids.map((id) => [id, '']));
  let start: string | undefined = '';
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearInterval(timer);
    watches.delete(stop);
  };
  const look = (controller: TransformStreamDefaultController<Uint8Array>): void => {
    for (const [id, told] of lastTold) {
      const task = tasks.read(id);
      if (task === undefined) {
        lastTold.delete(id);
        continue;
      }
      const text = JSON.stringify(task);
      if (text === told) continue;
      lastTold.set(id, text);
      const params = { ...task, _meta: { [SUBSCRIPTION_ID_META_KEY]: subscriptionId } };
      controller.enqueue(encoder.encode(frame({ jsonrpc: '2.0', method: 'notifications/tasks', params })));
    }
  };
  return new TransformStream({
    transform(chunk, controller) {
      if (start === undefined) {
        controller.enqueue(chunk);
        return;
      }
      // The acknowledgement is the first thing on the stream; what comes after it is as it should be.
      start += decoder.decode(chunk, { stream: true });
      const end = start.indexOf('\n\n');
      if (end === -1) return;
      controller.enqueue(encoder.encode(acknowledge(start.slice(0, end), ids) + start.slice(end + 2)));
      start = undefined;
      if (ids.length === 0) return;
      watches.add(stop);
      timer = setInterval(() => {
        try {
          look(controller);
        } catch (error) {
          stop();
          report(`tasks are no longer told of: ${String(error)}`);
        }
      }, LOOK_MS).unref();
      look(controller);
    },
    flush: stop,
    cancel: stop,
  });
}

/** The SDK's acknowledgement, with what this server adds to it and without what it hid in the request. */
function acknowledge(first: string, ids: readonly string[]): string {
  const data = first.split('\n').find((line) => line.startsWith('data: '));
  const message = z.looseObject({ params: z.looseObject({ notifications: z.looseObject({}) }) });
  const ack = message.parse(JSON.parse(data?.slice('data: '.length) ?? 'null'));
  const { resourceSubscriptions, ...others } = ack.params.notifications;
  const resources = Array.isArray(resourceSubscriptions)
    ? resourceSubscriptions.filter((uri) => uri !== PLACEHOLDER)
    : [];
  const notifications = {
    ...others,
    ...(resources.length > 0 && { resourceSubscriptions: resources }),
    ...(ids.length > 0 && { taskIds: ids }),
  };
  return frame({ ...ack, params: { ...ack.params, notifications } });
}

function frame(message: unknown): string {
  return `event: message\ndata: ${JSON.stringify(message)}\n\n`;
}
