import { isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import type { FlowPlace } from '../../../shared/model/replay-plan.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { pointerOf, walkLeaves } from './json-place.ts';
import { isCursorKey, isHandleKey, isRandom, lookOf, tokensOf } from './minted-look.ts';
import { keyOf, stemOf } from './names.ts';
import { partOf } from './text-parts.ts';

/** A place in a request where a value stood. */
export interface AskedPlace extends FlowPlace {
  /** Epoch ms: when that request left. */
  readonly at: number;
  /** Name of the member. */
  readonly name: string;
}

/** A value that requests carried. */
export interface Asked {
  /** Epoch ms and number of the first request that carried it, whatever became of that request. */
  readonly firstAt: number;
  readonly firstNumber: number;
  lastNumber: number;
  /** Where steps carried it. */
  readonly places: AskedPlace[];
}

/** Longer texts with blanks are not searched for parts. */
export const LONGEST_TEXT = 20_000;
/** Of longer ones only the first so many parts are looked at. */
const MOST_PARTS = 50;
/** Lists whose entries are what a server is made of: nothing in them was minted for anybody. */
const NOT_MINTING = new Set([
  'tools/list',
  'prompts/list',
  'resources/templates/list',
  'server/discover',
  'initialize',
]);

/** Whether values in the answers of this method can have been minted. Pure. */
export function canMint(method: string): boolean {
  return !NOT_MINTING.has(method);
}

/** By which a weak value is found: numbers and short words mean something only together with what they name. */
export function weakKey(value: string | number, stem: string): string {
  return `${String(value)}\u0000${stem}`;
}

/** All values that the requests of a capture carried, told in the order of their numbers. */
export class AskedValues {
  readonly #values = new Map<string, Asked>();
  readonly #slots = new Map<string, Asked>();
  /** Pointers repeat all the time: one text each. */
  readonly #pointers = new Map<string, string>();

  /** Whether any request asked a tool to go on somewhere. */
  hasToolCursors = false;

  /** A value or a part of a text, as it is; a weak one by weakKey. */
  find(value: string): Asked | undefined {
    return this.#values.get(value);
  }

  slot(key: string): Asked | undefined {
    return this.#slots.get(key);
  }

  values(): Iterable<readonly [string, Asked]> {
    return this.#values;
  }

  slots(): Iterable<readonly [string, Asked]> {
    return this.#slots;
  }

  /** `isStep`: it is sent again. What others carried was not minted later either. */
  learn(exchange: SeenExchange, isStep: boolean): void {
    const params = exchange.request.message?.params;
    if (!params) return;
    const { number, startedAt: at, method } = exchange;
    const tool = typeof params['name'] === 'string' ? params['name'] : method;
    const add = (to: Map<string, Asked>, key: string, place: Omit<AskedPlace, 'number' | 'at'>): void => {
      let asked = to.get(key);
      if (!asked) to.set(key, (asked = { firstAt: at, firstNumber: number, lastNumber: number, places: [] }));
      asked.lastNumber = number;
      if (isStep) asked.places.push({ number, at, ...place });
    };
    for (const { key, path } of slotsIn(method, params)) {
      const name = keyOf(path);
      const isKey = path[1] === 'inputResponses';
      if (path[1] === 'arguments') this.hasToolCursors = true;
      add(this.#slots, key, { pointer: this.#pointer(path), name, ...(isKey && { key: true }) });
    }
    walkLeaves(
      params,
      ['params'],
      ({ value, path }) => {
        const name = keyOf(path);
        const look = lookOf(value);
        const place = { pointer: this.#pointer(path), name };
        const isWhole = look !== 'none' && look !== 'weak';
        if (isWhole) add(this.#values, String(value), place);
        // A number may have become a text on its way.
        const isNumber = look === 'weak' || (typeof value === 'string' && /^\d+$/.test(value));
        if (isNumber && (isHandleKey(name) || isCursorKey(name))) {
          add(this.#values, weakKey(value, stemOf(path, tool)), place);
        }
        if (typeof value !== 'string' || value.length > LONGEST_TEXT || isOpaque(value)) return;
        for (const part of partsOf(value)) {
          const within = partOf(value, part);
          if (within) add(this.#values, part, { pointer: this.#pointer(path), name, within });
        }
      },
      (key, path) =>
        path.length === 1 && (key === '_meta' || (key === 'name' && method !== 'completion/complete')),
    );
  }

  #pointer(path: readonly string[]): string {
    const pointer = pointerOf(path);
    const known = this.#pointers.get(pointer);
    if (known !== undefined) return known;
    this.#pointers.set(pointer, pointer);
    return pointer;
  }
}

/** A state or a token has no parts of its own; a uri or a path has. */
function isOpaque(text: string): boolean {
  return isRandom(text) && !/^([a-z][a-z0-9+.-]*:|\/)/i.test(text);
}

/** Parts of a text that may have been minted; without those that are the text. Pure. */
export function partsOf(text: string): string[] {
  if (text.length > LONGEST_TEXT) return [];
  const parts = new Set<string>();
  for (const { text: part } of tokensOf(text)) {
    if (part !== text && /\d/.test(part)) {
      const look = lookOf(part);
      if (look === 'strong' || look === 'medium') parts.add(part);
    }
  }
  return [...parts].slice(0, MOST_PARTS);
}

/** A place that the specification, or its name, gives a meaning: what stands there came from a certain kind of place. */
export interface SlotUse {
  /** Equal for what a request asks with, and what an answer minted for it. */
  readonly key: string;
  readonly path: readonly string[];
}

export const slotKey = {
  /** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination */
  cursor: (method: string, value: string) => `cursor\u0000${method}\u0000${value}`,
  /** A tool's own way of going on. */
  toolCursor: (tool: string, value: string | number) => `tool-cursor\u0000${tool}\u0000${String(value)}`,
  /** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr */
  state: (method: string, name: string, value: string) => `state\u0000${method}\u0000${name}\u0000${value}`,
  task: (value: string) => `task\u0000${value}`,
  /** A key of inputRequests that was made up for this one request. */
  input: (value: string) => `input\u0000${value}`,
};

/** What names the thing that a request is about: a further round is of the same one. Pure. */
export function subjectOf(params: JsonObject): string {
  const { name, uri } = params;
  return typeof name === 'string' ? name : typeof uri === 'string' ? uri : '';
}

function slotsIn(method: string, params: JsonObject): SlotUse[] {
  const uses: SlotUse[] = [];
  const { cursor, requestState, taskId, inputResponses } = params;
  if (typeof cursor === 'string')
    uses.push({ key: slotKey.cursor(method, cursor), path: ['params', 'cursor'] });
  if (typeof requestState === 'string') {
    const key = slotKey.state(method, subjectOf(params), requestState);
    uses.push({ key, path: ['params', 'requestState'] });
  }
  if (typeof taskId === 'string') uses.push({ key: slotKey.task(taskId), path: ['params', 'taskId'] });
  if (isJsonObject(inputResponses)) {
    for (const name of Object.keys(inputResponses)) {
      if (lookOf(name) === 'strong') {
        uses.push({ key: slotKey.input(name), path: ['params', 'inputResponses', name] });
      }
    }
  }
  if (method === 'tools/call' && isJsonObject(params['arguments'])) {
    for (const [name, value] of Object.entries(params['arguments'])) {
      if (!isCursorKey(name) || (typeof value !== 'string' && typeof value !== 'number') || value === '')
        continue;
      uses.push({
        key: slotKey.toolCursor(subjectOf(params), value),
        path: ['params', 'arguments', name],
      });
    }
  }
  return uses;
}
