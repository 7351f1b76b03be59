import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { AskedInput } from '../asked-input.ts';
import type { SeenExchange } from '../seen-exchange.ts';
import { placed } from './entries.ts';
import { askedIn } from './input.ts';

/** The sampling requests that the answer asks for. Pure. */
export function samplingsOf(exchange: SeenExchange): readonly AskedInput[] {
  return askedIn(exchange).filter(({ method }) => method === 'sampling/createMessage');
}

/** One message of a sampling request. */
export interface SamplingMessage {
  readonly role: JsonValue | undefined;
  /** One block or several, as a list. */
  readonly blocks: readonly JsonObject[];
  readonly place: string;
}

/** The messages of a sampling request; entries that are no objects left out. */
export function messagesOf({ params, place }: AskedInput): readonly SamplingMessage[] {
  return placed(params['messages'], place, 'params', 'messages').map((message) => ({
    role: message.value['role'],
    blocks: blocksIn(message.value['content']),
    place: message.place,
  }));
}

/** Content as a list of blocks. */
export function blocksIn(content: JsonValue | undefined): readonly JsonObject[] {
  if (isJsonObject(content)) return [content];
  return Array.isArray(content) ? (content as readonly JsonValue[]).filter(isJsonObject) : [];
}
