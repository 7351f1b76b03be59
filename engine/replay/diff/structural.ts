/** What ought never to vary by itself, whatever the tool: whether it goes well. */
const ALWAYS: ReadonlySet<string> = new Set([
  '/status',
  '/failure',
  '/error',
  '/error/code',
  '/result/isError',
  '/result/resultType',
]);

/** The lists that the protocol has, by method, and the member of the result that holds them. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['tools/list', '/result/tools'],
  ['prompts/list', '/result/prompts'],
  ['resources/list', '/result/resources'],
  ['resources/templates/list', '/result/resourceTemplates'],
]);

/** A difference as far as its place and kind go. */
export interface DifferencePlace {
  readonly method: string;
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'order';
}

/**
 * Whether a difference is of the answer's kind rather than of a value in it: status, error or no error, a task's end, members
 * and order of a list that the protocol has. Tools ought to come in the same order as long as they are the same,
 * https://modelcontextprotocol.io/specification/2026-07-28/server/tools; pages of a list without an order would lose items. Pure.
 */
export function isStructural({ method, pointer, kind }: DifferencePlace): boolean {
  if (ALWAYS.has(pointer)) return true;
  if (pointer === '/result/status') return method === 'tasks/get';
  const list = LISTS.get(method);
  if (list === undefined || !pointer.startsWith(list)) return false;
  if (kind === 'order') return pointer === list;
  return kind !== 'changed' && /^\/\d+$/.test(pointer.slice(list.length));
}
