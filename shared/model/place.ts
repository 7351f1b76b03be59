/**
 * Where in an exchange a finding points to, as a text:
 * `header:Mcp-Name` a header of the request, `answer-header:Content-Type` one of the answer, `status` the HTTP status,
 * `request` or `request:/params/name` the request's body or a JSON pointer (RFC 6901) into it, `event:3` or
 * `event:3:/result/tools/0` the answer's event with that index or a JSON pointer into its message.
 */
export type Place =
  | { readonly kind: 'header' | 'answer-header'; readonly name: string }
  | { readonly kind: 'status' }
  | { readonly kind: 'request'; readonly pointer: string }
  | { readonly kind: 'event'; readonly index: number; readonly pointer: string };

/** Reads a place; undefined where the text is none. A bare JSON pointer is one into the request. Pure. */
export function readPlace(text: string): Place | undefined {
  if (text === 'status') return { kind: 'status' };
  if (text === '' || text.startsWith('/')) return { kind: 'request', pointer: text };
  const [kind, rest] = splitOnce(text);
  if (kind === 'header' || kind === 'answer-header') return rest ? { kind, name: rest } : undefined;
  if (kind === 'request') return { kind, pointer: rest ?? '' };
  if (kind !== 'event' || rest === undefined) return undefined;
  const [index, pointer = ''] = splitOnce(rest);
  return /^\d+$/.test(index) ? { kind, index: Number(index), pointer } : undefined;
}

/** `placeIn('event:3', 'result', 'tools', 0)` is `event:3:/result/tools/0`; a root that is a place inside goes on. Pure. */
export function placeIn(root: string, ...segments: readonly (string | number)[]): string {
  if (segments.length === 0) return root;
  const escaped = segments.map((segment) =>
    typeof segment === 'string' && /[~/]/.test(segment)
      ? segment.replaceAll('~', '~0').replaceAll('/', '~1')
      : segment,
  );
  return `${root}${root.includes(':/') ? '' : ':'}/${escaped.join('/')}`;
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf(':');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
