import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';

/** One message of the talk that a model is to go on with, for reading. */
export interface TalkLine {
  readonly role: string;
  readonly text: string;
}

function blockText(block: JsonValue): string {
  if (!isJsonObject(block)) return JSON.stringify(block);
  const { type, text, data, mimeType, name, input, toolUseId } = block;
  if (type === 'text' && typeof text === 'string') return text;
  const kind = typeof type === 'string' ? type : 'block';
  const parts = [
    typeof mimeType === 'string' ? mimeType : '',
    typeof name === 'string' ? name : '',
    typeof toolUseId === 'string' ? `for ${toolUseId}` : '',
    typeof data === 'string' ? `about ${Math.floor((data.length * 3) / 4)} bytes` : '',
    input === undefined ? '' : JSON.stringify(input),
  ].filter((part) => part !== '');
  return `[${[kind, ...parts].join(' ')}]`;
}

/** The messages of a sampling request. Pure; takes whatever a server sent. */
export function talkLines(params: JsonObject): TalkLine[] {
  const messages = params['messages'];
  if (!Array.isArray(messages)) return [];
  return (messages as readonly JsonValue[]).map((message) => {
    if (!isJsonObject(message)) return { role: '?', text: JSON.stringify(message) };
    const { role, content } = message;
    const blocks = Array.isArray(content) ? (content as readonly JsonValue[]) : [content ?? null];
    return { role: typeof role === 'string' ? role : '?', text: blocks.map(blockText).join('\n') };
  });
}

function numberOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : undefined;
}

function hintsOf(value: JsonValue | undefined): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = (value as readonly JsonValue[]).flatMap((hint) =>
    isJsonObject(hint) && typeof hint['name'] === 'string' ? [hint['name']] : [],
  );
  return names.length === 0 ? undefined : names.join(', ');
}

function toolNames(value: JsonValue | undefined): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return (value as readonly JsonValue[])
    .map((tool) => (isJsonObject(tool) && typeof tool['name'] === 'string' ? tool['name'] : '?'))
    .join(', ');
}

/**
 * What the server wishes of the model, as pairs of name and value, without what it left out. Pure.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/sampling#creating-messages
 */
export function modelWishes(params: JsonObject): readonly (readonly [string, string])[] {
  const preferences = isJsonObject(params['modelPreferences']) ? params['modelPreferences'] : {};
  const choice = isJsonObject(params['toolChoice']) ? params['toolChoice']['mode'] : undefined;
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['System prompt', typeof params['systemPrompt'] === 'string' ? params['systemPrompt'] : undefined],
    ['Models', hintsOf(preferences['hints'])],
    ['Cost', numberOf(preferences['costPriority'])],
    ['Speed', numberOf(preferences['speedPriority'])],
    ['Intelligence', numberOf(preferences['intelligencePriority'])],
    [
      'Longest answer',
      params['maxTokens'] === undefined ? undefined : `${JSON.stringify(params['maxTokens'])} tokens`,
    ],
    ['Temperature', numberOf(params['temperature'])],
    ['Tools', toolNames(params['tools'])],
    ['Tool choice', typeof choice === 'string' ? choice : undefined],
    ['Context', typeof params['includeContext'] === 'string' ? params['includeContext'] : undefined],
  ];
  return pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
}

/** The text of an answer that is one block of text; undefined where its content is anything else. Pure. */
export function plainText(result: JsonObject): string | undefined {
  const { content } = result;
  if (!isJsonObject(content) || content['type'] !== 'text') return undefined;
  return typeof content['text'] === 'string' ? content['text'] : undefined;
}
