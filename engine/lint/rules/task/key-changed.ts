import { keyRule } from '../../tasks/key-rule.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-update-requests */
export const keyChanged = keyRule({
  id: 'task.key-changed',
  title: 'One key for two requests',
  checks: 'A key of inputRequests stands for another request than it did before in the same task.',
  spares:
    'The same request in another order of members, and keys that were answered, which have their own rule.',
  fix: 'Give each request a key of its own for the whole life of the task.',
  isBroken: (known, { isSame }) => !isSame && !known.answered,
  message: (key, { number }) =>
    `The key "${key}" stands for another request than in exchange ${String(number)}.`,
  expected: 'a key of its own',
});
