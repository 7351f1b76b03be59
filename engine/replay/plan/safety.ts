import type { Allowance, PlannedTool, Safety, StepKind } from '../../../shared/model/replay-plan.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';

/** What may be done with the steps of one tool or method, and why: a sentence. */
export interface Judged {
  readonly safety: Safety;
  readonly because: string;
}

/** What a server claims about a tool; only what it says. */
export type Claims = NonNullable<PlannedTool['claims']>;

/** Methods that change nothing on a server, whoever asks. */
const SAFE_METHODS: Readonly<Record<string, StepKind>> = {
  'tools/list': 'list',
  'prompts/list': 'list',
  'resources/list': 'list',
  'resources/templates/list': 'list',
  'tasks/list': 'list',
  'resources/read': 'read',
  'prompts/get': 'read',
  'completion/complete': 'read',
  'server/discover': 'read',
  ping: 'read',
  'tasks/get': 'poll',
  'tasks/result': 'read',
};

/** Methods that change only what this session hears: https://modelcontextprotocol.io/specification/2025-11-25/server/utilities/logging */
const OF_THE_SESSION = new Set(['logging/setLevel', 'resources/subscribe', 'resources/unsubscribe']);

/** Requests about a task: allowed with the tool that made it. */
const TASK_UPDATES = new Set(['tasks/update', 'tasks/cancel']);

/** What kind of step a request is by its method; `isRound` for the further rounds of one. Pure. */
export function kindOf(
  method: string,
  { isRound, readOnly }: { isRound: boolean; readOnly: boolean },
): StepKind {
  if (isRound) return 'round';
  if (method === 'tools/call') return readOnly ? 'read' : 'call';
  if (TASK_UPDATES.has(method)) return 'update';
  return Object.hasOwn(SAFE_METHODS, method) ? (SAFE_METHODS[method] ?? 'other') : 'other';
}

/** The claims in one entry of tools/list; undefined where it makes none. Pure. */
export function claimsOf(tool: JsonObject): Claims | undefined {
  const annotations = tool['annotations'];
  if (!isJsonObject(annotations)) return undefined;
  const { readOnlyHint, idempotentHint, destructiveHint } = annotations;
  const claims = {
    ...flag('readOnlyHint', readOnlyHint),
    ...flag('idempotentHint', idempotentHint),
    ...flag('destructiveHint', destructiveHint),
  };
  return Object.keys(claims).length > 0 ? claims : undefined;
}

function flag<K extends string>(key: K, value: JsonValue | undefined): { [P in K]?: boolean } {
  return typeof value === 'boolean' ? ({ [key]: value } as { [P in K]?: boolean }) : {};
}

/**
 * Whether steps of a tool, or of a method that is none, may be sent. `claims` are those of the capture's latest tools/list:
 * a tool is destructive unless it says otherwise.
 * https://modelcontextprotocol.io/specification/2026-07-28/server/tools
 */
export function judgeSafety(
  tool: string,
  claims: Claims | undefined,
  allow: Allowance,
  isTool: boolean,
): Judged {
  if (allow.hold?.includes(tool) === true) return { safety: 'held', because: 'You keep it back.' };
  const judged = isTool ? judgeTool(claims) : judgeMethod(tool);
  if (judged.safety !== 'held') return judged;
  if (allow.tools.includes(tool)) return { safety: 'repeatable', because: 'You allowed it.' };
  return allow.all === true ? { safety: 'repeatable', because: 'You allowed everything.' } : judged;
}

function judgeTool(claims: Claims | undefined): Judged {
  if (!claims) {
    return { safety: 'held', because: 'The server says nothing about what this tool changes.' };
  }
  if (claims.readOnlyHint === true) {
    return { safety: 'safe', because: 'The server claims that it only reads (readOnlyHint).' };
  }
  if (claims.idempotentHint === true && claims.destructiveHint === false) {
    return {
      safety: 'repeatable',
      because: 'The server claims that it destroys nothing and can be repeated (idempotentHint).',
    };
  }
  if (claims.idempotentHint === true) {
    return {
      safety: 'held',
      because: 'It can be repeated, but the server does not say that it destroys nothing.',
    };
  }
  return { safety: 'held', because: 'It changes something each time that it is called.' };
}

function judgeMethod(method: string): Judged {
  if (Object.hasOwn(SAFE_METHODS, method)) {
    return { safety: 'safe', because: `${method} changes nothing, by the specification.` };
  }
  if (OF_THE_SESSION.has(method)) {
    return { safety: 'safe', because: `${method} changes only what this session is told.` };
  }
  return { safety: 'held', because: `Nothing is known of what ${method} changes.` };
}
