import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** Hints of a tool in words. Source: https://modelcontextprotocol.io/specification/2026-07-28/schema#toolannotations */
const HINTS: readonly { readonly key: string; readonly yes: string; readonly no: string }[] = [
  { key: 'readOnlyHint', yes: 'read-only', no: 'changes things' },
  { key: 'destructiveHint', yes: 'may destroy', no: 'only adds' },
  { key: 'idempotentHint', yes: 'idempotent', no: 'not idempotent' },
  { key: 'openWorldHint', yes: 'reaches outside', no: 'closed world' },
];

/** What the server says of the picked entry in a few words each. */
export function hintsOf(entry: JsonObject): readonly string[] {
  const annotations: JsonValue | undefined = entry['annotations'];
  const hints = isJsonObject(annotations)
    ? HINTS.flatMap(({ key, yes, no }) => {
        const value = annotations[key];
        return typeof value === 'boolean' ? [value ? yes : no] : [];
      })
    : [];
  return [
    ...hints,
    ...(isJsonObject(entry['outputSchema']) ? ['structured output'] : []),
    ...(typeof entry['mimeType'] === 'string' ? [entry['mimeType']] : []),
  ];
}
