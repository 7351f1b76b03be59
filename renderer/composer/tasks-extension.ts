import type { JsonObject } from '../../shared/model/draft.ts';
import { TASKS_EXTENSION } from '../../shared/spec/modern.ts';
import { isDeclared, namedParts, withNamedPart } from '../ui/client-forms/declare-capability.ts';

/** Whether these capabilities declare the tasks extension. Pure. */
export function declaresTasks(capabilities: JsonObject): boolean {
  return isDeclared(capabilities, ['extensions', TASKS_EXTENSION]);
}

/** The same capabilities with the tasks extension declared, or without it. Pure. */
export function withTasks(capabilities: JsonObject, declared: boolean): JsonObject {
  const parts = namedParts(capabilities, 'extensions');
  const found = parts.findIndex(([id]) => id === TASKS_EXTENSION);
  if (found === -1 && !declared) return capabilities;
  const place = found === -1 ? parts.length : found;
  return withNamedPart(capabilities, 'extensions', place, declared ? [TASKS_EXTENSION, {}] : undefined);
}

/**
 * Whether declaring it changes what a request of this method may be answered with: a call may become a task, and the rest is
 * refused without it. Pure.
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#capabilities
 */
export function mayConcernTasks(method: string): boolean {
  return method === 'tools/call' || method === 'subscriptions/listen' || method.startsWith('tasks/');
}
