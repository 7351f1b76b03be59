import type { Era } from '../../shared/model/instance.ts';
import type { Finding, Side } from '../../shared/model/finding.ts';
import { Knowledge } from './knowledge.ts';
import type { Report, Rule, Violation } from './rule.ts';
import { sparesExchange, sparesMessage } from './spare.ts';
import { everyMessage } from './rule.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** A finding and the exchange that it is about. */
export interface Judgement {
  readonly number: number;
  readonly finding: Finding;
}

/** One capture's linter. */
export interface Linter {
  /** An exchange that has ended, once each, in the order in which they ended. Throws nothing. */
  see(exchange: SeenExchange): readonly Judgement[];
  /**
   * An exchange that goes on, as it stands so far: only what can be said of it alone, which replaces what was said of it
   * before. Throws nothing.
   */
  glance(exchange: SeenExchange): readonly Judgement[];
}

/** Findings of one rule about one exchange; the rest is counted in the last of them. */
const MOST_A_RULE = 20;

/** One rule with what it remembers. */
interface Follower {
  readonly rule: Rule;
  readonly follow?: ReturnType<NonNullable<Rule['follow']>>;
}

/** Makes a linter of these rules. */
export function createLinter(rules: readonly Rule[]): Linter {
  const known = new Knowledge();
  const followers = rules
    .filter((rule) => rule.check ?? rule.follow)
    .map((rule): Follower => {
      const follow = rule.follow?.();
      return { rule, ...(follow && { follow }) };
    });
  const applying = createSelection(followers);
  const failed = new Set<string>();
  const collector = new Collector();

  const judge = (exchange: SeenExchange, whole: boolean): Judgement[] => {
    const judgements: Judgement[] = [];
    for (const { rule, follow } of applying(exchange)) {
      collector.begin(rule, exchange, judgements);
      try {
        rule.check?.(exchange, collector.report, known);
        if (whole) follow?.(exchange, collector.report, known);
      } catch (error) {
        // One sentence a rule is enough: it will fail on each such message.
        if (!failed.has(rule.id)) judgements.push(ruleFailed(rule, exchange, error));
        failed.add(rule.id);
      }
      collector.close();
    }
    return judgements;
  };
  return {
    see(exchange) {
      const judgements = judge(exchange, true);
      known.learn(exchange);
      return judgements;
    },
    glance(exchange) {
      const judgements = judge(exchange, false);
      known.glance(exchange);
      return judgements;
    },
  };
}

/** Which rules speak of an exchange depends on a few of its traits only: each combination is worked out once. */
function createSelection(followers: readonly Follower[]): (exchange: SeenExchange) => readonly Follower[] {
  const known = new Map<string, readonly Follower[]>();
  return (exchange) => {
    const key = `${exchange.transport} ${exchange.speaks} ${exchange.answeredAs ?? exchange.speaks}`;
    let selected = known.get(key);
    if (!selected) {
      selected = followers.filter(({ rule }) => applies(rule, exchange));
      known.set(key, selected);
    }
    return selected;
  };
}

function applies(rule: Rule, exchange: SeenExchange): boolean {
  if (rule.transport === 'stdio' && exchange.transport !== 'stdio') return false;
  if (rule.transport === 'http' && exchange.transport !== 'http') return false;
  if (rule.era === 'any') return true;
  // What a client writes is judged by what it means to speak, what a server writes by how it answered.
  if (rule.side === 'client') return exchange.speaks === rule.era;
  if (rule.side === 'sender') return exchange.speaks === rule.era;
  return concerns(rule.era, exchange.answeredAs ?? exchange.speaks);
}

function concerns(asked: Rule['era'], era: Era): boolean {
  return asked === 'any' || asked === era;
}

/** Takes what one rule after the other reports; one object, since nearly no rule has anything to say. */
class Collector {
  #rule: Rule | undefined;
  #exchange: SeenExchange | undefined;
  #into: Judgement[] = [];
  #count = 0;

  begin(rule: Rule, exchange: SeenExchange, into: Judgement[]): void {
    this.#rule = rule;
    this.#exchange = exchange;
    this.#into = into;
    this.#count = 0;
  }

  readonly report: Report = (violation) => {
    const rule = this.#rule;
    const exchange = this.#exchange;
    if (!rule || !exchange) return;
    const side = sideOf(rule, exchange, violation);
    // A rule for either side is asked by what the request means; a server may have answered in another era.
    if (side === 'server' && !concerns(rule.era, exchange.answeredAs ?? exchange.speaks)) return;
    const spared = violation.on === undefined && sparesExchange(exchange, side);
    if (spared === 'drop' || sparesMessage(exchange, violation)) return;
    this.#count += 1;
    if (this.#count > MOST_A_RULE) return;
    const { message, place, expected, found } = violation;
    this.#into.push({
      number: violation.on ?? exchange.number,
      finding: {
        rule: rule.id,
        severity: spared === 'note' ? 'note' : (violation.severity ?? rule.severity),
        side,
        message: spared === 'note' ? `${message} It was changed on purpose.` : message,
        ...(place !== undefined && { pointer: place }),
        ...(expected !== undefined && { expected }),
        ...(found !== undefined && { found }),
        link: rule.link,
      },
    });
  };

  /** Tells how many were left out. What is reported after that, by whom ever, is not heard. */
  close(): void {
    const rule = this.#rule;
    const exchange = this.#exchange;
    this.#rule = undefined;
    this.#exchange = undefined;
    const left = this.#count - MOST_A_RULE;
    if (left <= 0 || !rule || !exchange) return;
    this.#into.push({
      number: exchange.number,
      finding: {
        rule: rule.id,
        severity: 'note',
        side: 'none',
        message: `The same rule was broken ${String(left)} more ${left === 1 ? 'time' : 'times'} in this exchange.`,
        link: rule.link,
      },
    });
  }
}

function sideOf(rule: Rule, exchange: SeenExchange, { side, place }: Violation): Side {
  if (side) return side;
  if (rule.side !== 'sender') return rule.side;
  const root = place === undefined ? undefined : rootOf(place);
  return everyMessage(exchange).find((message) => message.place === root)?.from ?? 'none';
}

/** `event:3` of `event:3:/result`. */
function rootOf(place: string): string {
  const pointer = place.indexOf(':/');
  return pointer < 0 ? place : place.slice(0, pointer);
}

function ruleFailed(rule: Rule, exchange: SeenExchange, error: unknown): Judgement {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    number: exchange.number,
    finding: {
      rule: 'lint.rule-failed',
      severity: 'note',
      side: 'none',
      message: `The rule ${rule.id} failed on this exchange and said nothing about it: ${reason}. This is a fault in Hopscope.`,
      found: rule.id,
    },
  };
}
