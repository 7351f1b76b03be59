import type { JsonObject } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';

/** What a message that was sent says by itself, however it was tampered with: by that its answer is known. */
export interface SentMessage {
  readonly method?: string;
  /** Absent where no answer can be told to be its own. */
  readonly id?: string | number;
  readonly progressToken?: string | number;
  readonly params: JsonObject;
}

/** Reads a body that was sent. What is not JSON says nothing. */
export function readSentMessage(body: string): SentMessage {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { params: {} };
  }
  if (!isJsonObject(json)) return { params: {} };
  const { id, method } = json;
  const params = isJsonObject(json['params']) ? json['params'] : {};
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const { progressToken } = meta;
  return {
    params,
    ...(typeof method === 'string' && { method }),
    ...(typeof method === 'string' && isToken(id) && { id }),
    ...(isToken(progressToken) && { progressToken }),
  };
}

function isToken(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
