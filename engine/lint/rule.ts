import { jsonOf } from '../../shared/model/json.ts';
import type { RuleInfo } from '../../shared/model/finding.ts';
import type { Knowledge } from './knowledge.ts';
import type { SeenExchange, SeenMessage } from './seen-exchange.ts';

/** What a rule has to say about one place. */
export interface Violation {
  /** What was expected and what was found: one or two sentences for a person. */
  readonly message: string;
  /** See shared/model/place.ts; absent where it is about the whole exchange. */
  readonly place?: string;
  readonly expected?: string;
  readonly found?: string;
  /** Of a rule whose side is `sender`: who that is. Without it: who sent the message at `place`. */
  readonly side?: 'client' | 'server';
  /** Number of another exchange that is at fault, seen earlier. Absent: the one that is being looked at. */
  readonly on?: number;
  /** Weighs less than the rule does here. Absent: the rule's own severity. */
  readonly severity?: 'warning' | 'note';
}

export { brief } from './brief.ts';
export { jsonOf };

export type Report = (violation: Violation) => void;

/**
 * What a rule is made of. `check` sees one exchange; `follow` is called once a capture and gives a function that sees
 * each exchange once, in the order in which they ended. Both must be pure but for what `follow` remembers, which has
 * to stay small: forget what is answered. `known` is what the exchanges before this one have told.
 */
export type RuleParts<Id extends string = string> = Omit<RuleInfo, 'id' | 'severity' | 'link'> & {
  readonly id: Id;
  readonly severity: 'error' | 'warning';
  readonly link: string;
  /** Absent: any. `http` is Streamable HTTP. */
  readonly transport?: 'http' | 'stdio';
  readonly check?: (exchange: SeenExchange, report: Report, known: Knowledge) => void;
  readonly follow?: () => (exchange: SeenExchange, report: Report, known: Knowledge) => void;
};

export type Rule = RuleParts;

/** Declares a rule; keeps its id as a literal type, so that the requirements manifest can name it. */
export function rule<const Id extends string>(parts: RuleParts<Id>): RuleParts<Id> {
  return parts;
}

/** Page of revision 2026-07-28: `page('basic/index#_meta')`. */
export function page(path: string): string {
  return `https://modelcontextprotocol.io/specification/2026-07-28/${path.replace(/\/index(?=#|$)/, '')}`;
}

/** Section of the Tasks extension. */
export function tasksPage(anchor: string): string {
  return `https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#${anchor}`;
}

/** All messages of an exchange, the request's first. */
export function everyMessage(exchange: SeenExchange): readonly SeenMessage[] {
  const { message, batch = [] } = exchange.request;
  return message ? [message, ...exchange.messages] : [...batch, ...exchange.messages];
}
