import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { FlowPlace } from '../../../shared/model/replay-plan.ts';
import type { SeenMessage } from '../../lint/seen-exchange.ts';
import type { AnsweredExchange } from './answered.ts';
import {
  canMint,
  LONGEST_TEXT,
  partsOf,
  slotKey,
  weakKey,
  type Asked,
  type AskedValues,
} from './asked-values.ts';
import { pointerOf, walkLeaves, type Leaf } from './json-place.ts';
import { isCursorKey, isHandleKey, lookOf } from './minted-look.ts';
import { keyOf, stemOf } from './names.ts';
import { partOf } from './text-parts.ts';

/** A place in an answer where a value stood that later requests carried. */
export interface MintedPlace extends FlowPlace {
  readonly value: string | number;
  /** Name of the member. */
  readonly name: string;
  readonly inArray: boolean;
  /** The lower, the likelier it is read again: structured content, the rest of the result, JSON in texts, parts of texts, notifications. */
  readonly rank: number;
}

/** The answer that was the first to hold a value, before any request did. */
export interface Minted {
  readonly number: number;
  /** Epoch ms, rounded down: what left earlier cannot have known it. */
  readonly at: number;
  readonly places: MintedPlace[];
  readonly method: string;
  /** Tool, prompt or uri. */
  readonly subject: string;
  /** Later answers that hold it although their request did not name it. */
  holders: number;
  /** The last of these. */
  lastHolder?: number;
}

/** An answer that minted what a slot asks with. */
export interface SlotMinted {
  readonly number: number;
  readonly at: number;
  readonly value: string | number;
  readonly pointer: string;
  readonly key?: true;
}

/** So many places in one answer are told of one value. */
const MOST_PLACES = 8;
const MOST_HOLDERS = 100;
const RESULT = ['result'] as const;
/** Texts of fewer characters are weak values, or none. */
const SHORTEST = 3;
/** And longer ones are no words. */
const LONGEST_WORD = 100;
/** What parts a text. */
const PARTED = /[\s/:?&#,;]/;
const DIGIT = /\d/;
const DIGITS = /^\d+$/;

/** What the answers of a capture hold of all that was asked with, told in the order of their numbers. */
export class MintedValues {
  readonly #asked: AskedValues;
  readonly #minted = new Map<Asked, Minted>();
  readonly #slots = new Map<string, SlotMinted[]>();

  constructor(asked: AskedValues) {
    this.#asked = asked;
  }

  of(asked: Asked): Minted | undefined {
    return this.#minted.get(asked);
  }

  slot(key: string): readonly SlotMinted[] {
    return this.#slots.get(key) ?? [];
  }

  learn(exchange: AnsweredExchange): void {
    const { answer, messages, method, startedAt } = exchange;
    if (exchange.origin === 'replay') return;
    if (answer) this.#slotsOf(exchange, answer);
    if (!canMint(method)) return;
    for (const message of messages) {
      const at = Math.floor(startedAt + message.atMs);
      if (message === answer)
        this.#walk(exchange, message.result ?? message.error, message.result ? RESULT : ['error'], at);
      else if (message.method !== undefined && message.method !== 'notifications/progress') {
        this.#walk(exchange, message.params, ['notifications', message.method], at);
      }
    }
  }

  #walk(exchange: AnsweredExchange, value: JsonValue | undefined, path: readonly string[], at: number): void {
    const { method, subject } = exchange;
    const tool = subject || method;
    const goesOn = method === 'tools/call' && this.#asked.hasToolCursors && path[0] === 'result';
    walkLeaves(
      value,
      path,
      (leaf) => {
        if (goesOn && leaf.value !== '' && isCursorKey(keyOf(leaf.path))) {
          this.#mint(exchange.number, at, slotKey.toolCursor(subject, leaf.value), leaf.value, leaf.path);
        }
        this.#see(exchange, leaf, at, tool);
      },
      (key) => key === '_meta' || key === 'inputSchema' || key === 'outputSchema',
    );
  }

  #see(exchange: AnsweredExchange, leaf: Leaf, at: number, tool: string): void {
    const { value, path } = leaf;
    // Most of what is told nobody ever asks with: what a value looks like is looked at only where somebody did.
    if (typeof value === 'string' && value.length >= SHORTEST && this.#asked.find(value)) {
      if (lookOf(value) !== 'weak') {
        this.#hold(exchange, value, leaf, at);
        return;
      }
    }
    if ((typeof value === 'number' || value.length <= LONGEST_WORD) && isHandleKey(keyOf(path))) {
      // A number may have become a text on its way, and a text a number.
      const isNumber = lookOf(value) === 'weak' || DIGITS.test(String(value));
      if (isNumber) this.#hold(exchange, weakKey(value, stemOf(path, tool)), leaf, at);
    }
    if (typeof value !== 'string' || value.length > LONGEST_TEXT) return;
    // A part without a digit is a word.
    if (!DIGIT.test(value) || !PARTED.test(value)) return;
    for (const part of partsOf(value)) this.#hold(exchange, part, leaf, at, value);
  }

  /** Whether anybody asked with it. `text`: it is a part of this one. */
  #hold(exchange: AnsweredExchange, key: string, leaf: Leaf, at: number, text?: string): boolean {
    const asked = this.#asked.find(key);
    if (!asked) return false;
    const { number } = exchange;
    // Nobody carried it later: it is the end of its way.
    if (asked.lastNumber <= number) return true;
    if (asked.firstNumber <= number || asked.firstAt < at) return true;
    const known = this.#minted.get(asked);
    if (known && known.number !== number && known.at <= at) {
      if (known.lastHolder !== number) known.holders = Math.min(MOST_HOLDERS, known.holders + 1);
      known.lastHolder = number;
      return true;
    }
    const minted = known?.number === number ? known : this.#begin(exchange, at, known);
    this.#minted.set(asked, minted);
    if (minted.places.length < MOST_PLACES) minted.places.push(placeOf(number, leaf, key, text));
    return true;
  }

  #begin(exchange: AnsweredExchange, at: number, before: Minted | undefined): Minted {
    const { number, method, subject } = exchange;
    return { number, at, places: [], method, subject, holders: before ? before.holders + 1 : 0 };
  }

  #slotsOf(exchange: AnsweredExchange, answer: SeenMessage): void {
    const { method, number, startedAt, subject } = exchange;
    const { result } = answer;
    if (!result) return;
    const at = Math.floor(startedAt + answer.atMs);
    const mint = (key: string, value: string, path: readonly string[], isKey = false): void => {
      this.#mint(number, at, key, value, path, isKey);
    };
    const { nextCursor, requestState, inputRequests } = result;
    if (typeof nextCursor === 'string')
      mint(slotKey.cursor(method, nextCursor), nextCursor, ['result', 'nextCursor']);
    if (typeof requestState === 'string') {
      mint(slotKey.state(method, subject, requestState), requestState, ['result', 'requestState']);
    }
    if (isJsonObject(inputRequests)) {
      for (const [index, name] of Object.keys(inputRequests).entries()) {
        mint(slotKey.input(name), name, ['result', 'inputRequests', String(index)], true);
      }
    }
    if (!method.startsWith('tasks/')) taskIn(result, mint);
  }

  #mint(
    number: number,
    at: number,
    key: string,
    value: string | number,
    path: readonly string[],
    isKey = false,
  ): void {
    if (!this.#asked.slot(key)) return;
    const minted = { number, at, value, pointer: pointerOf(path), ...(isKey && { key: true as const }) };
    const known = this.#slots.get(key);
    if (known) known.push(minted);
    else this.#slots.set(key, [minted]);
  }
}

/**
 * The task that an answer makes, of either era.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks
 */
function taskIn(
  result: JsonObject,
  mint: (key: string, value: string, path: readonly string[]) => void,
): void {
  const { taskId, task } = result;
  if (typeof taskId === 'string') mint(slotKey.task(taskId), taskId, ['result', 'taskId']);
  if (isJsonObject(task) && typeof task['taskId'] === 'string') {
    mint(slotKey.task(task['taskId']), task['taskId'], ['result', 'task', 'taskId']);
  }
}

function placeOf(number: number, leaf: Leaf, key: string, text: string | undefined): MintedPlace {
  const { path, value, inArray } = leaf;
  const within = text === undefined ? undefined : partOf(text, key);
  return {
    number,
    pointer: pointerOf(path),
    ...(within && { within }),
    value: within ? key : value,
    name: keyOf(path),
    inArray,
    rank: rankOf(leaf, within !== undefined),
  };
}

function rankOf({ path, inText }: Leaf, isPart: boolean): number {
  if (path[0] === 'notifications') return 4;
  if (isPart) return 3;
  if (inText) return 2;
  return path[1] === 'structuredContent' ? 0 : 1;
}
