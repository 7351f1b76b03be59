import type { RequestStateCodec } from '@modelcontextprotocol/server';
import type { Insteads } from '../http/instead.ts';
import type { Baskets } from '../store/baskets.ts';
import type { ListSwitches, Switch } from '../store/switches.ts';
import type { Tasks } from '../tasks/tasks.ts';

export type Era = 'modern' | 'legacy';

/** What `deploy` remembers between its two rounds, carried by the client and signed. */
export interface DeployState {
  readonly environment: string;
  readonly version: string;
  /** The instance that asked. */
  readonly askedBy: string;
}

/** What the tools, resources and prompts of one instance work with. */
export interface ServerParts {
  readonly instanceName: string;
  readonly baskets: Baskets;
  readonly season: Switch;
  readonly tasks: Tasks;
  /** Also a client that never declared the extension gets tasks: the `eager-task` bug. */
  readonly eager: boolean;
  /** Where a tool says what the SDK cannot. */
  readonly insteads: Insteads;
  /** Signs what any tool keeps in requestState; who reads it checks that the state is its own. */
  readonly stateCodec: RequestStateCodec;
  /** There when the instance carries the fixtures of the conformance suite. */
  readonly conformance: ListSwitches | undefined;
  /** Tells this instance's own listeners at once about changes that were just recorded. */
  readonly announceChanges: () => void;
  /** One line for a person on standard error. */
  readonly report: (line: string) => void;
}
