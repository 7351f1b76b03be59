import { isJsonObject } from '../../../shared/model/json.ts';

/** The code of the first JSON-RPC error in an answer's body, one JSON object or a stream of events. Pure. */
export function errorCodeOf(text: string): number | undefined {
  const texts = text.trimStart().startsWith('{')
    ? [text]
    : text
        .split(/\r\n|\r|\n/)
        .flatMap((line) => (line.startsWith('data:') ? [line.slice('data:'.length)] : []));
  for (const candidate of texts) {
    const error = errorIn(candidate);
    if (error !== undefined) return error;
  }
  return undefined;
}

function errorIn(text: string): number | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(json) || !isJsonObject(json['error'])) return undefined;
  const { code } = json['error'];
  return typeof code === 'number' ? code : undefined;
}
