import type {
  Availability,
  FaultAction,
  FaultKind,
  GatewayState,
  HeaderCondition,
  RuleAction,
  Strategy,
} from '../../shared/model/gateway.ts';
import type { StrategyKind } from './strategy-form.ts';

/** What to call an instance. */
export type NameOf = (instanceId: string) => string;

export const STATE_WORDS: Readonly<Record<GatewayState['state'], string>> = {
  off: 'not running',
  starting: 'starting …',
  listening: 'listening',
  stopping: 'stopping …',
  failed: 'failed',
};

export const STRATEGIES: Readonly<
  Record<StrategyKind, { readonly title: string; readonly explains: string }>
> = {
  'round-robin': { title: 'Round robin', explains: 'Each instance in turn.' },
  random: { title: 'Random', explains: 'By chance; the same seed gives the same choices.' },
  'least-pending': {
    title: 'Least pending',
    explains: 'The one with the fewest requests on their way there.',
  },
  pinned: { title: 'Pinned', explains: 'Always the same instance.' },
  sticky: {
    title: 'Sticky',
    explains: 'The instance that gave a value out keeps the requests that carry it.',
  },
  hash: {
    title: 'Consistent hash',
    explains: 'The same value of a header always goes to the same instance.',
  },
  weighted: { title: 'Weighted', explains: 'Each instance gets its share.' },
};

export function strategyWords(strategy: Strategy, nameOf: NameOf): string {
  switch (strategy.kind) {
    case 'round-robin':
    case 'least-pending':
      return STRATEGIES[strategy.kind].title.toLowerCase();
    case 'random':
      return `random, seed ${String(strategy.seed)}`;
    case 'pinned':
      return `pinned to ${nameOf(strategy.instanceId)}`;
    case 'sticky':
      return `sticky by ${strategy.by.kind === 'cookie' ? 'cookie ' : ''}${strategy.by.name}`;
    case 'hash':
      return `hash of ${strategy.header}`;
    case 'weighted': {
      const shares = Object.entries(strategy.weights).map(
        ([id, weight]) => `${nameOf(id)} ${String(weight)}`,
      );
      return `weighted: ${shares.join(', ')}`;
    }
  }
}

export const TESTS: Readonly<Record<HeaderCondition['test'], string>> = {
  exact: 'equals',
  prefix: 'begins with',
  pattern: 'fits the pattern',
  present: 'is there',
  absent: 'is absent',
};

export function conditionWords({ header, test, value }: HeaderCondition): string {
  return value === undefined ? `${header} ${TESTS[test]}` : `${header} ${TESTS[test]} ${value}`;
}

/** A rule's conditions as one line. */
export function matchWords(match: readonly HeaderCondition[]): string {
  return match.length === 0 ? 'every request' : match.map(conditionWords).join(' and ');
}

export function actionWords(action: RuleAction, nameOf: NameOf): string {
  if (action.kind === 'refuse') {
    return `refused with ${String(action.status)}${action.text === '' ? '' : `: ${action.text}`}`;
  }
  const pool =
    action.instanceIds?.length === 0 ? 'no instance' : (action.instanceIds?.map(nameOf).join(', ') ?? 'all');
  return `${pool}, ${strategyWords(action.strategy, nameOf)}`;
}

export const FAULTS: Readonly<Record<FaultKind, { readonly title: string; readonly explains: string }>> = {
  delay: { title: 'Delay', explains: 'Waits before the request goes on.' },
  refuse: { title: 'Refuse', explains: 'Closes the client’s connection without an answer.' },
  status: { title: 'Status', explains: 'Answers by itself; the server sees nothing.' },
  cut: {
    title: 'Cut the stream',
    explains: 'Closes the client’s connection after so much of the answer.',
  },
  duplicate: {
    title: 'Duplicate',
    explains: 'Sends the same request to the next instance, too; the client gets the first answer.',
  },
  header: {
    title: 'Header',
    explains: 'Takes a header out, changes it, writes its name otherwise or adds one.',
  },
  swap: { title: 'Swap answers', explains: 'Holds the answer back until the next one has left.' },
  down: { title: 'Instance down', explains: 'The chosen instance takes no connection for a while.' },
};

export const HEADER_OPS = {
  strip: 'take out',
  change: 'change',
  recase: 'write in this case',
  add: 'add',
} as const;

export function faultWords(does: FaultAction): string {
  switch (does.kind) {
    case 'delay':
      return `waits ${String(does.ms)} ms`;
    case 'refuse':
      return 'closes the client’s connection without an answer';
    case 'status':
      return `answers ${String(does.status)} by itself`;
    case 'cut':
      return `cuts the answer after ${String(does.count)} ${does.count === 1 ? does.after.slice(0, -1) : does.after}`;
    case 'duplicate':
      return 'sends the request to the next instance, too';
    case 'header':
      return headerWords(does);
    case 'swap':
      return `lets the next answer pass, for ${String(does.maxHoldMs)} ms at most`;
    case 'down':
      return `takes the chosen instance down for ${String(does.forMs)} ms`;
  }
}

function headerWords({ side, op, name, value = '' }: Extract<FaultAction, { kind: 'header' }>): string {
  switch (op) {
    case 'strip':
      return `takes ${name} out of the ${side}`;
    case 'change':
      return `changes ${name} of the ${side} to ${value === '' ? 'nothing' : value}`;
    case 'recase':
      return `writes the ${side}’s header as ${name}`;
    case 'add':
      return `adds ${name}: ${value} to the ${side}`;
  }
}

export const AVAILABILITIES: Readonly<
  Record<Availability, { readonly title: string; readonly explains: string }>
> = {
  up: { title: 'Up', explains: 'Takes requests.' },
  refuses: {
    title: 'Down',
    explains: 'Still chosen, takes no connection: clients see what a crash looks like.',
  },
  drained: { title: 'Drained', explains: 'Never chosen; what is on its way there may end.' },
};
