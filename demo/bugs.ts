/** The faults that the demo fleet can be started with; each breaks one thing and leaves the rest healthy. */

export type BugName =
  | 'memory-basket'
  | 'own-key'
  | 'shuffled-tools'
  | 'ignores-headers'
  | 'missing-result-type'
  | 'lost-task'
  | 'early-handle'
  | 'eager-task'
  | 'stuck-task'
  | 'flapping-task';

export interface Bug {
  /** What is written after `--bug` and in HOPSCOPE_DEMO_BUGS. */
  readonly name: BugName;
  /** A few words for a switch on screen. */
  readonly title: string;
  /** One sentence: what no longer holds while the bug is on. */
  readonly breaks: string;
}

/** Every bug, in the order in which it is offered. */
export const BUGS: readonly Bug[] = [
  {
    name: 'memory-basket',
    title: 'Baskets live in one process',
    breaks:
      'A basket is known only to the instance that created it, so basket_add and basket_get fail on the others.',
  },
  {
    name: 'own-key',
    title: 'Each instance signs with its own key',
    breaks:
      'A requestState minted by one instance is refused by every other, so deploy cannot be finished elsewhere.',
  },
  {
    name: 'shuffled-tools',
    title: 'Tools come in another order each time',
    breaks:
      'tools/list returns the same tools in a different order on every call, which defeats caches and comparison.',
  },
  {
    name: 'ignores-headers',
    title: 'Headers are not checked against the body',
    breaks:
      'A request whose MCP-Protocol-Version, Mcp-Method, Mcp-Name or Mcp-Param-* headers contradict its body is executed as the body says.',
  },
  {
    name: 'missing-result-type',
    title: 'Results lack resultType',
    breaks:
      'No modern result says whether it is complete or asks for input, so input_required cannot be told apart.',
  },
  {
    name: 'lost-task',
    title: 'Tasks live in one process',
    breaks:
      'A task is known only to the instance that created it, and gone with it; the others answer that there is no such task.',
  },
  {
    name: 'early-handle',
    title: 'Task handles go out too early',
    breaks:
      'A task is returned before it has been written to the shared file, so the other instances do not know it for the first second and a half.',
  },
  {
    name: 'eager-task',
    title: 'Tasks for clients that do not know them',
    breaks:
      'A tool that works as a task returns one also to a client that never declared the extension and cannot read it.',
  },
  {
    name: 'stuck-task',
    title: 'Tasks never end',
    breaks: 'A task stays at working for ever, even after its time to live has passed.',
  },
  {
    name: 'flapping-task',
    title: 'Completed tasks work again',
    breaks: 'A task that is completed goes back to working and is completed again, over and over.',
  },
];

/** Whether `name` is the name of a bug. */
export function isBugName(name: string): name is BugName {
  return BUGS.some((bug) => bug.name === name);
}
