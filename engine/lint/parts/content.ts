import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { placeIn } from '../../../shared/model/place.ts';
import { ROUND_METHODS } from '../asked-input.ts';
import type { SeenExchange, SeenMessage } from '../seen-exchange.ts';
import { placed, type Placed } from './entries.ts';
import { askedIn } from './input.ts';

/** A content block of a server's, with what it is part of. */
export interface Block extends Placed {
  readonly of: 'tool' | 'prompt' | 'sampling';
}

/** Every content block that an answer holds: of a tool's result, a prompt, or the messages of a sampling request. Pure. */
export function blocksOf(exchange: SeenExchange): readonly Block[] {
  const { answer } = exchange;
  if (!answer?.result || !ROUND_METHODS.has(exchange.method)) return [];
  let blocks = read.get(answer);
  if (!blocks) {
    blocks = readBlocks(exchange, answer, answer.result);
    read.set(answer, blocks);
  }
  return blocks;
}

/** Several rules ask about the same answer. */
const read = new WeakMap<SeenMessage, readonly Block[]>();

function readBlocks(exchange: SeenExchange, { place }: SeenMessage, result: JsonObject): readonly Block[] {
  const { method } = exchange;
  const blocks: Block[] = [];
  if (method === 'tools/call') add(blocks, 'tool', result['content'], place, ['result', 'content']);
  if (method === 'prompts/get') {
    placed(result['messages'], place, 'result', 'messages').forEach(({ value, place: at }) => {
      add(blocks, 'prompt', value['content'], at, ['content']);
    });
  }
  for (const { params, place: at } of askedIn(exchange)) {
    for (const message of placed(params['messages'], at, 'params', 'messages')) {
      add(blocks, 'sampling', message.value['content'], message.place, ['content']);
    }
  }
  return blocks;
}

function add(
  blocks: Block[],
  of: Block['of'],
  content: JsonValue | undefined,
  root: string,
  path: readonly string[],
): void {
  if (isJsonObject(content)) blocks.push({ of, value: content, place: placeIn(root, ...path) });
  if (!Array.isArray(content)) return;
  (content as readonly JsonValue[]).forEach((value, at) => {
    if (!isJsonObject(value)) return;
    const place = placeIn(root, ...path, at);
    blocks.push({ of, value, place });
    // The result of a tool that a sampling request hands on has content of its own.
    if (value['type'] === 'tool_result') add(blocks, of, value['content'], place, ['content']);
  });
}

/** The contents of an answer to resources/read. Pure. */
export function contentsOf({ answer, method }: SeenExchange): readonly Placed[] {
  if (method !== 'resources/read' || !answer?.result) return [];
  return placed(answer.result['contents'], answer.place, 'result', 'contents');
}
