import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';

/** What is wrong with the simulated fleet; healthy where none is on. */
export const SIM_FAULTS = [
  'memory-handle', // baskets live in the instance that made them
  'own-key', // each instance takes the state that it has signed itself, only
  'lost-task', // tasks live in the instance that made them
  'early-handle', // others read a task a second and a half after it was handed out
  'stale-cache', // each instance keeps the price that it has read or written once
  'id-counter', // each instance counts its notes for itself, in the shared store
  'first-request', // each instance keeps the currency of the first request that names one
  'shuffled-list', // the tools come in another order each time
  'own-order', // each instance has its own order of the tools, always the same
  'drift', // the second instance has another tax
  'locale', // the second instance writes amounts with a comma
  'skewed-clock', // the second instance is a minute ahead, and refuses what was signed in its past
  'session', // legacy sessions live in the instance that opened them
] as const;
export type SimFault = (typeof SIM_FAULTS)[number];

export interface SimRequest {
  readonly instance: number;
  readonly tool: string;
  readonly args: JsonObject;
  /** Of the legacy era: the session that it belongs to, as the instance that opened it gave it out. */
  readonly session?: { readonly id: string; readonly openedOn: number };
}

interface Task {
  readonly madeAt: number;
  readonly by: number;
}

/** Instances with one store, a clock that only moves when it is asked to, and state that they should not have. */
export class SimWorld {
  readonly #faults: ReadonlySet<SimFault>;
  readonly #random: () => number;
  readonly #baskets = new Map<string, { readonly lines: string[]; readonly by: number }>();
  readonly #tasks = new Map<string, Task>();
  readonly #prices = new Map<string, JsonValue>();
  readonly #notes = new Map<string, JsonValue>();
  readonly #kept = new Map<string, JsonValue>();
  readonly #counters = new Map<number, number>();
  #serial = 0;
  /** Epoch ms. */
  now = Date.UTC(2026, 10, 23);
  requests = 0;

  constructor(faults: readonly SimFault[], random: () => number) {
    this.#faults = new Set(faults);
    this.#random = random;
  }

  /** What an instance answers. Each request takes ten milliseconds. */
  answer(request: SimRequest): StepAnswer {
    this.requests += 1;
    this.now += 10;
    const { session, instance } = request;
    if (this.#faults.has('session') && session && session.openedOn !== instance) {
      return { status: 404, error: { code: -32_001, message: 'Session not found' } };
    }
    const content = this.#content(request);
    if (typeof content === 'string') {
      return { status: 200, result: { isError: true, content: [{ type: 'text', text: content }] } };
    }
    return { status: 200, result: content };
  }

  #content({ instance, tool, args }: SimRequest): JsonObject | string {
    switch (tool) {
      case 'list':
        return { tools: this.#tools(instance) };
      case 'now':
        return { at: new Date(this.now).toISOString(), token: this.#token('req') };
      case 'basket_create': {
        const id = this.#token('bsk');
        this.#baskets.set(id, { lines: [], by: instance });
        return { basketId: id, lines: [] };
      }
      case 'basket_add':
      case 'basket_get':
        return this.#basket(instance, tool, args);
      case 'begin':
        return {
          state: `${String(this.#signer(instance))}|${String(this.#clock(instance))}|${this.#token('st')}`,
        };
      case 'finish':
        return this.#finish(instance, text(args['state']));
      case 'task': {
        const id = this.#token('tsk');
        this.#tasks.set(id, { madeAt: this.now, by: instance });
        return { taskId: id };
      }
      case 'task_get':
        return this.#task(instance, text(args['taskId']));
      default:
        return this.#shop(instance, tool, args);
    }
  }

  #shop(instance: number, tool: string, args: JsonObject): JsonObject | string {
    const key = `${String(instance)} ${text(args['sku'])}`;
    switch (tool) {
      case 'price_set':
        this.#prices.set(text(args['sku']), args['cents'] ?? null);
        this.#kept.set(`price ${key}`, args['cents'] ?? null);
        return { sku: args['sku'] ?? null, cents: args['cents'] ?? null };
      case 'price_get': {
        const current = this.#prices.get(text(args['sku'])) ?? 0;
        if (!this.#faults.has('stale-cache')) return { cents: current };
        const kept = this.#kept.get(`price ${key}`) ?? current;
        this.#kept.set(`price ${key}`, kept);
        return { cents: kept };
      }
      case 'note_create': {
        const counter = this.#faults.has('id-counter') ? instance : -1;
        const next = (this.#counters.get(counter) ?? 0) + 1;
        this.#counters.set(counter, next);
        this.#notes.set(`note-${String(next)}`, args['text'] ?? null);
        return { noteId: `note-${String(next)}` };
      }
      case 'note_get':
        return { text: this.#notes.get(text(args['noteId'])) ?? null };
      case 'greet':
        return { currency: this.#currency(instance, args['currency']), greeting: 'hello' };
      case 'visits':
        return { visits: (this.#serial += 1) };
      case 'total':
        return { tax: this.#faults.has('drift') && instance === 1 ? 7 : 19, amount: this.#amount(instance) };
      default:
        return `no tool ${tool}`;
    }
  }

  #tools(instance: number): JsonValue[] {
    const tools = ['add', 'begin', 'create', 'finish', 'get', 'list', 'price', 'task'].map((name) => ({
      name,
    }));
    if (this.#faults.has('own-order') && instance % 2 === 1) return tools.reverse();
    if (this.#faults.has('shuffled-list')) {
      for (let at = tools.length - 1; at > 0; at -= 1) {
        const other = Math.floor(this.#random() * (at + 1));
        const [one, two] = [tools[at], tools[other]];
        if (one && two) [tools[at], tools[other]] = [two, one];
      }
    }
    return tools;
  }

  #basket(instance: number, tool: string, args: JsonObject): JsonObject | string {
    const id = text(args['basketId']);
    const basket = this.#baskets.get(id);
    const isHidden = this.#faults.has('memory-handle') && basket?.by !== instance;
    if (!basket || isHidden) return `There is no basket "${id}".`;
    if (tool === 'basket_add') basket.lines.push(text(args['sku']));
    return { basketId: id, lines: [...basket.lines] };
  }

  #signer(instance: number): number {
    return this.#faults.has('own-key') ? instance : 0;
  }

  #clock(instance: number): number {
    return this.#faults.has('skewed-clock') && instance === 1 ? this.now + 60_000 : this.now;
  }

  #finish(instance: number, state: string): JsonObject | string {
    const [signer, at] = state.split('|').map(Number);
    if (signer !== this.#signer(instance)) return 'The requestState has no valid signature.';
    if (this.#clock(instance) - (at ?? 0) > 30_000) return 'The requestState has expired.';
    if ((at ?? 0) - this.#clock(instance) > 30_000) return 'The requestState is not yet valid.';
    return { finished: true };
  }

  #task(instance: number, id: string): JsonObject | string {
    const task = this.#tasks.get(id);
    const isOther = task?.by !== instance;
    const isEarly = this.#faults.has('early-handle') && task && this.now < task.madeAt + 1_500;
    if (!task || (isOther && (this.#faults.has('lost-task') || isEarly))) return `There is no task "${id}".`;
    return { taskId: id, createdAt: new Date(task.madeAt).toISOString() };
  }

  #currency(instance: number, asked: JsonValue | undefined): JsonValue {
    if (!this.#faults.has('first-request')) return asked ?? 'EUR';
    const key = `currency ${String(instance)}`;
    const kept = this.#kept.get(key) ?? asked ?? 'EUR';
    this.#kept.set(key, kept);
    return kept;
  }

  #amount(instance: number): string {
    return this.#faults.has('locale') && instance === 1 ? '1.234,50' : '1,234.50';
  }

  /** Never the same twice. */
  #token(prefix: string): string {
    this.#serial += 1;
    return `${prefix}_${String(this.#serial)}${Math.floor(this.#random() * 1e9).toString(36)}`;
  }
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
