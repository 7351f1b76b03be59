import { buildRequest } from '../../../engine/protocol/modern/build-request.ts';
import { compareAnswers, type Answer } from '../../../engine/replay/compare-answers.ts';
import type {
  Bridge,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  Events,
} from '../../../shared/bridge/bridge.ts';
import type { Result } from '../../../shared/bridge/result.ts';
import type { Draft, JsonObject } from '../../../shared/model/draft.ts';
import type { ExchangeDetail, Row, StreamEvent } from '../../../shared/model/exchange.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import type { WorkspaceState } from '../../../shared/model/workspace.ts';
import { PROMPTS, RESOURCES, TEMPLATES, TOOLS } from './demo-tools.ts';
import { fakeAnswer } from './fake-answers.ts';
import { demoInstance, madeUpHealth, startWorkspace } from './fake-workspace.ts';

interface Held {
  detail: ExchangeDetail;
  readonly events: StreamEvent[];
  readonly message: JsonObject;
}

/** A made-up engine in the page: the real request builder and comparison, answers from a table. */
export class FakeEngine {
  workspace: WorkspaceState;
  private readonly listeners = new Map<EventName, Set<(payload: never) => void>>();
  private readonly exchanges = new Map<number, Held>();
  private number = 117;

  constructor(search: string) {
    this.workspace = startWorkspace(search);
  }

  readonly bridge: Bridge = {
    invoke: async (command, input) => {
      await new Promise((resolve) => setTimeout(resolve, 8));
      return this.answer(command, input);
    },
    on: (event, listener) => {
      const all = this.listeners.get(event) ?? new Set();
      this.listeners.set(event, all.add(listener));
      return () => {
        all.delete(listener);
      };
    },
    onConnection: (listener) => {
      listener(true);
      return () => undefined;
    },
  };

  private emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of this.listeners.get(event) ?? [])
      (listener as (payload: Events[E]) => void)(payload);
  }

  private change(part: Partial<WorkspaceState>): void {
    this.workspace = { ...this.workspace, ...part };
    this.emit('workspace', this.workspace);
  }

  private preview(draft: Draft, instance: Instance) {
    return buildRequest(draft, { url: instance.url, headers: instance.headers, requestId: this.number + 1 });
  }

  private send(draft: Draft, instance: Instance, position: number): { captureId: string; number: number } {
    this.number += 1;
    const ref = { captureId: 'live', number: this.number };
    const preview = this.preview(draft, instance);
    const { status, message } = fakeAnswer(
      draft,
      instance,
      preview.headers.map(([name]) => name.toLowerCase()),
      position,
    );
    const name = draft.params['name'];
    const row: Row = {
      number: ref.number,
      startedAt: Date.now(),
      origin: 'composer',
      instanceId: instance.id,
      instanceName: instance.name,
      era: 'modern',
      method: draft.method,
      name: typeof name === 'string' ? name : '',
      state: 'open',
      requestBytes: preview.body.length,
      responseBytes: 0,
      eventCount: 0,
    };
    const detail: ExchangeDetail = {
      ref,
      row,
      url: instance.url,
      timing: {},
      routing: preview.routing,
      origins: preview.origins,
      draft,
      request: {
        httpMethod: 'POST',
        target: '/mcp',
        headers: preview.headers,
        body: { bytes: preview.body.length, text: preview.body, truncated: false },
      },
    };
    this.exchanges.set(ref.number, { detail, events: [], message });
    const streaming = name === 'import_catalog';
    if (streaming) this.stream(ref.number, 0);
    else
      setTimeout(
        () => {
          this.finish(ref.number, status);
        },
        60 + position * 40,
      );
    return ref;
  }

  private stream(number: number, step: number): void {
    const held = this.exchanges.get(number);
    if (held?.detail.row.state !== 'open') return;
    if (step >= 60) {
      this.finish(number, 200);
      return;
    }
    const data = JSON.stringify({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: 'p', progress: step + 1, total: 60, message: `article ${String(step + 1)}` },
    });
    held.events.push({
      index: step,
      atMs: step * 100 + 4,
      kind: 'message',
      method: 'notifications/progress',
      message: 'notification',
      offset: 0,
      length: data.length,
      preview: data,
    });
    this.update(number, { eventCount: held.events.length });
    setTimeout(() => {
      this.stream(number, step + 1);
    }, 100);
  }

  private update(number: number, part: Partial<Row>): void {
    const held = this.exchanges.get(number);
    if (!held) return;
    held.detail = { ...held.detail, row: { ...held.detail.row, ...part } };
    this.emit('rows', { captureId: 'live', rows: [held.detail.row] });
  }

  private finish(number: number, status: number): void {
    const held = this.exchanges.get(number);
    if (!held) return;
    const text = JSON.stringify({ jsonrpc: '2.0', id: number, ...held.message });
    held.detail = {
      ...held.detail,
      response: {
        status,
        statusText: 'OK',
        httpVersion: '1.1',
        headers: [['content-type', 'application/json']],
        body: { bytes: text.length, text, truncated: false },
      },
    };
    const error = held.message['error'];
    this.update(number, {
      state: 'done',
      status,
      resultType: error ? 'error' : 'complete',
      ...(error && typeof error === 'object' && 'code' in error && { errorCode: error.code as number }),
      durationMs: 3.2 + (number % 5) * 1.7,
      responseBytes: text.length + 140,
    });
  }

  private compare(refs: readonly { readonly captureId: string; readonly number: number }[]) {
    const answers = refs.map((ref): Answer => {
      const held = this.exchanges.get(ref.number);
      return {
        ref,
        instanceName: held?.detail.row.instanceName ?? '',
        ...(held?.detail.row.status !== undefined && { status: held.detail.row.status }),
        ...(held && { answer: held.message }),
        others: [],
      };
    });
    return compareAnswers(answers);
  }

  private listing(instanceId: string, kind: 'tools' | 'resources' | 'templates' | 'prompts') {
    const source = { tools: TOOLS, resources: RESOURCES, templates: TEMPLATES, prompts: PROMPTS }[kind];
    const key = { tools: 'name', resources: 'uri', templates: 'uriTemplate', prompts: 'name' }[kind];
    const entries = source.map((entry) => ({
      name: entry[key] as string,
      entry,
      ...(entry['name'] === 'bad_header' && {
        excluded: 'The x-mcp-header "no good" of /properties/a is no header name: it holds a space.',
      }),
    }));
    return { instanceId, kind, entries, exchanges: [], fetchedAt: Date.now() };
  }

  private instance(id: string): Instance {
    const found = this.workspace.instances.find((instance) => instance.id === id);
    if (!found) throw new Error(`There is no instance ${id}.`);
    return found;
  }

  private answer<C extends CommandName>(command: C, input: CommandInput<C>): Result<CommandOutput<C>> {
    try {
      return { ok: true, value: this.run(command, input as never) as CommandOutput<C> };
    } catch (error) {
      return {
        ok: false,
        error: {
          code: 'BAD_INPUT',
          message: error instanceof Error ? error.message : String(error),
          details: error instanceof FieldError ? { field: error.field } : {},
        },
      };
    }
  }

  private run(command: CommandName, input: never): unknown {
    const commands: { readonly [C in CommandName]?: (input: CommandInput<C>) => CommandOutput<C> } = {
      'app.info': () => ({
        version: '0.1.0',
        program: 'test',
        platform: 'linux',
        files: 'path',
        logFile: '/state/log/hopscope.log',
      }),
      'workspace.get': () => this.workspace,
      'capture.list': () => [],
      'connection.list': () => [],
      'gateway.list': () => [],
      'run.list': () => [],
      'health.list': () => this.workspace.instances.map((instance) => madeUpHealth(instance)),
      'listing.get': ({ instanceId, kind }) => this.listing(instanceId, kind),
      'draft.preview': ({ draft, instanceId }) => this.preview(draft, this.instance(instanceId)),
      'exchange.send': ({ draft, instanceIds }) =>
        instanceIds.map((id, index) => this.send(draft, this.instance(id), index)),
      'exchange.cancel': ({ number }) => {
        const held = this.exchanges.get(number);
        if (held)
          held.detail = {
            ...held.detail,
            failure: { kind: 'cancelled', message: 'You cancelled it.', at: Date.now() },
          };
        this.update(number, { state: 'failed', failureKind: 'cancelled' });
        return null;
      },
      'exchange.get': ({ number }) => {
        const held = this.exchanges.get(number);
        if (!held) throw new Error('no such exchange');
        return held.detail;
      },
      'exchange.events': ({ number, from, limit }) => {
        const events = this.exchanges.get(number)?.events ?? [];
        return { events: events.slice(from, from + limit), total: events.length };
      },
      'exchange.compare': ({ refs }) => this.compare(refs),
      'request.save': (request) => {
        const saved = { ...request, id: request.id ?? `r${String(Date.now())}` };
        this.change({ requests: [...this.workspace.requests.filter((own) => own.id !== saved.id), saved] });
        return saved;
      },
      'request.remove': ({ id }) => {
        this.change({ requests: this.workspace.requests.filter((request) => request.id !== id) });
        return null;
      },
      'instance.save': (instance) => {
        if (!/^https?:\/\/[^/]/.test(instance.url))
          throw new FieldError(
            'url',
            `"${instance.url}" is no http or https URL. Write one such as http://127.0.0.1:3000/mcp.`,
          );
        const saved: Instance = { ...instance, id: instance.id ?? `i${String(Date.now())}` };
        const others = this.workspace.instances;
        const instances =
          instance.id === undefined
            ? [...others, saved]
            : others.map((own) => (own.id === saved.id ? saved : own));
        this.change({ instances });
        return saved;
      },
      'instance.remove': ({ id }) => {
        this.change({ instances: this.workspace.instances.filter((instance) => instance.id !== id) });
        return null;
      },
      'instance.check': ({ ids }) => {
        for (const id of ids) {
          const instance = this.instance(id);
          const health = madeUpHealth(instance);
          this.emit('health', { ...health, state: 'checking' });
          setTimeout(() => {
            this.emit('health', { ...health, checkedAt: Date.now() });
          }, 300);
        }
        return null;
      },
      'fleet.save': (fleet) => {
        const saved = { ...fleet, id: fleet.id ?? `f${String(Date.now())}` };
        const { fleets } = this.workspace;
        this.change({
          fleets:
            fleet.id === undefined
              ? [...fleets, saved]
              : fleets.map((own) => (own.id === saved.id ? saved : own)),
        });
        return saved;
      },
      'fleet.remove': ({ id }) => {
        this.change({ fleets: this.workspace.fleets.filter((fleet) => fleet.id !== id) });
        return null;
      },
      'demo.start': ({ instances: count, bugs }) => {
        const instances = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta']
          .slice(0, count)
          .map(demoInstance);
        this.change({ demo: { ...this.workspace.demo, state: 'starting', bugs } });
        setTimeout(() => {
          this.change({
            instances: [...instances, ...this.workspace.instances],
            fleets: [{ id: 'demo', name: 'demo', instanceIds: instances.map((own) => own.id) }],
            demo: { ...this.workspace.demo, state: 'running' },
          });
        }, 500);
        return null;
      },
      'demo.stop': () => {
        this.change({
          instances: this.workspace.instances.filter((own) => own.startedBy !== 'demo'),
          fleets: [],
          demo: { ...this.workspace.demo, state: 'off', bugs: [] },
        });
        return null;
      },
    };
    const handler = commands[command] as ((input: never) => unknown) | undefined;
    if (!handler) throw new Error(`The harness has no ${command}.`);
    return handler(input);
  }
}

class FieldError extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
