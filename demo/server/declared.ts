import { CLIENT_CAPABILITIES_META_KEY, type ServerContext } from '@modelcontextprotocol/server';
import { TASKS_EXTENSION } from '../tasks/task.ts';

/** What the client declared for this request (modern era); empty in a legacy session. */
export function declaredBy(ctx: ServerContext): Readonly<Record<string, unknown>> {
  // The SDK types the envelope as an object without members.
  return asRecord(Reflect.get(ctx.mcpReq.envelope ?? {}, CLIENT_CAPABILITIES_META_KEY));
}

/** Whether these capabilities of a client name the Tasks extension. */
export function declaresTasks(capabilities: unknown): boolean {
  return Object.hasOwn(asRecord(asRecord(capabilities)['extensions']), TASKS_EXTENSION);
}

/** Whether the client can be asked by a form. An empty declaration means forms. */
export function declaresForms(capabilities: unknown): boolean {
  const elicitation = asRecord(capabilities)['elicitation'];
  if (typeof elicitation !== 'object' || elicitation === null) return false;
  return Object.hasOwn(elicitation, 'form') || !Object.hasOwn(elicitation, 'url');
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
