import { keyRule } from '../../tasks/key-rule.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-update-requests */
export const keyReused = keyRule({
  id: 'task.key-reused',
  title: 'Key of inputRequests again',
  checks:
    'A key of inputRequests that was answered comes back: with another request, or after the task was seen without it.',
  spares: 'The same request until the task was seen without it: an answer may take effect later.',
  fix: 'Give each further request a new key.',
  isBroken: ({ answered, goneAt }, { isSame, from }) =>
    answered !== undefined && from >= answered.at && (!isSame || (goneAt !== undefined && goneAt <= from)),
  message: (key, { answered }) =>
    `The key "${key}" was answered in exchange ${String(answered?.number)}, and the task asks by it again.`,
  expected: 'a new key',
});
