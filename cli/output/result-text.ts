import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { readableJson } from './deep-json.ts';
import { shownSize, visible } from './paint.ts';

/** What a result says, for a person: lines without colour. */
export function resultText(result: JsonObject): string {
  if (result['resultType'] === 'input_required') return inputRequired(result);
  if (typeof result['taskId'] === 'string') return taskText(result);
  if (Array.isArray(result['content'])) return toolResult(result, result['content'] as readonly JsonValue[]);
  if (Array.isArray(result['contents']))
    return blocks(result['contents'] as readonly JsonValue[], resourceText);
  if (Array.isArray(result['messages']))
    return blocks(result['messages'] as readonly JsonValue[], promptMessage);
  return pretty(withoutEnvelope(result));
}

function toolResult(result: JsonObject, content: readonly JsonValue[]): string {
  const structured = result['structuredContent'];
  const texts = content.map(contentText);
  if (structured !== undefined && !texts.some((text) => saysTheSame(text, structured)))
    texts.push(pretty(structured));
  return texts.join('\n');
}

/** Servers repeat structured content as text for older clients: once is enough. */
function saysTheSame(text: string, structured: JsonValue): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(structured);
  } catch {
    return false;
  }
}

function blocks(list: readonly JsonValue[], show: (entry: JsonObject) => string): string {
  return list.map((entry) => (isJsonObject(entry) ? show(entry) : pretty(entry))).join('\n');
}

function contentText(block: JsonValue): string {
  if (!isJsonObject(block)) return pretty(block);
  const { type, text, data, mimeType, uri, resource } = block;
  if (type === 'text' && typeof text === 'string') return visible(text);
  if (typeof data === 'string') return `[${asText(type)} ${asText(mimeType)}, ${base64Size(data)}]`;
  if (type === 'resource_link') return `[resource ${asText(uri)}]`;
  if (isJsonObject(resource)) return resourceText(resource);
  return pretty(block);
}

function resourceText(resource: JsonObject): string {
  const { text, blob, uri, mimeType } = resource;
  if (typeof text === 'string') return visible(text);
  if (typeof blob === 'string') return `[${asText(uri)} ${asText(mimeType)}, ${base64Size(blob)}]`;
  return pretty(resource);
}

function promptMessage(message: JsonObject): string {
  return `${asText(message['role'])}: ${contentText(message['content'] ?? null)}`;
}

function inputRequired(result: JsonObject): string {
  const requests = isJsonObject(result['inputRequests']) ? Object.entries(result['inputRequests']) : [];
  const asked = requests.map(([key, request]) => `${key}: ${pretty(request)}`);
  return ['The server asks for input before it goes on:', ...asked].map(visible).join('\n');
}

/** What a task that has ended holds; of any other, how it fares. */
function taskText(task: JsonObject): string {
  const { status, result, error } = task;
  if (status === 'completed' && isJsonObject(result)) return resultText(result);
  if (status === 'failed' && isJsonObject(error)) return pretty(error);
  if (status === 'input_required' && task['inputRequests'] !== undefined) return inputRequired(task);
  const { ttlMs, ...rest } = task;
  return pretty({ ...withoutEnvelope(rest), ...(ttlMs !== undefined && { ttlMs }) });
}

/** What every result carries says nothing about this one. */
function withoutEnvelope(result: JsonObject): JsonObject {
  const envelope = new Set(['_meta', 'resultType', 'ttlMs', 'cacheScope']);
  return Object.fromEntries(Object.entries(result).filter(([key]) => !envelope.has(key)));
}

function pretty(value: JsonValue): string {
  return visible(readableJson(value));
}

function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? visible(value) : '?';
}

function base64Size(text: string): string {
  return shownSize(Buffer.byteLength(text, 'base64'));
}
