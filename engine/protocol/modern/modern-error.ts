import type { JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';

/**
 * Whether a JSON-RPC response is one of the errors by which a client recognises a modern server: -32020
 * HeaderMismatch, -32021 MissingRequiredClientCapability, -32022 UnsupportedProtocolVersion, with the data that
 * the schema asks for. Source: https://modelcontextprotocol.io/specification/2026-07-28/schema
 */
export function isModernError(answer: JsonValue): boolean {
  if (!isJsonObject(answer) || answer['jsonrpc'] !== '2.0') return false;
  const { error } = answer;
  if (!isJsonObject(error) || typeof error['message'] !== 'string') return false;
  const data = isJsonObject(error['data']) ? error['data'] : {};
  switch (error['code']) {
    case -32020:
      return true;
    case -32021:
      return isJsonObject(data['requiredCapabilities']);
    case -32022:
      // The schema also wants what was requested; the reference server leaves it out where the request named nothing.
      return isTextList(data['supported']);
    default:
      return false;
  }
}

function isTextList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}
