import type { Availability, StickyKey, Strategy } from '../../../shared/model/gateway.ts';
import { headerValue, headerValues, type HeaderList } from '../../../shared/model/headers.ts';
import { comparedValue } from './match-headers.ts';
import { createRandom, hashText } from '../../random.ts';

/** An instance that may get the request. */
export interface Candidate {
  readonly instanceId: string;
  readonly name: string;
  readonly pending: number;
  readonly availability: Availability;
}

/** The choice, or why there is none. `why` is a sentence. */
export interface Choice {
  readonly instanceId?: string;
  readonly why: string;
}

/** One strategy with what it remembers. Pure but for that: no clock, no chance but its seed's. */
export interface Chooser {
  /** `candidates` are those that are not drained, in the gateway's order. */
  choose(candidates: readonly Candidate[], headers: HeaderList): Choice;
  /** An answer passed: what it gives out may bind later requests. */
  learn(answer: HeaderList, instanceId: string): void;
}

/** So many values are remembered by a sticky strategy; the one that was used longest ago is forgotten. */
const REMEMBERED = 100_000;
const SHOWN_CHARACTERS = 24;

export function createChooser(strategy: Strategy): Chooser {
  const nothing = (): void => undefined;
  switch (strategy.kind) {
    case 'round-robin': {
      const next = createRotation();
      return { choose: (candidates) => inTurn(next, candidates, 'Round robin'), learn: nothing };
    }
    case 'random':
      return { choose: chooseAtRandom(strategy.seed), learn: nothing };
    case 'least-pending':
      return { choose: chooseLeastPending(), learn: nothing };
    case 'pinned':
      return { choose: choosePinned(strategy.instanceId), learn: nothing };
    case 'sticky':
      return new StickyChooser(strategy.by);
    case 'hash':
      return { choose: chooseByHash(strategy.header), learn: nothing };
    case 'weighted':
      return { choose: chooseWeighted(strategy.weights), learn: nothing };
  }
}

const NOBODY: Choice = { why: 'No instance of this pool takes requests: all are drained.' };

/** Gives out the one after the last, also when candidates come and go in between. */
function createRotation(): (candidates: readonly Candidate[]) => Candidate | undefined {
  let turn = 0;
  return (candidates) => {
    const found = candidates[turn % Math.max(1, candidates.length)];
    turn = (turn + 1) % Number.MAX_SAFE_INTEGER;
    return found;
  };
}

type Rotation = ReturnType<typeof createRotation>;

function inTurn(next: Rotation, candidates: readonly Candidate[], said: string): Choice {
  const found = next(candidates);
  return found ? { instanceId: found.instanceId, why: `${said}: ${found.name} is next.` } : NOBODY;
}

function chooseAtRandom(seed: number): Chooser['choose'] {
  const random = createRandom(seed);
  let draws = 0;
  return (candidates) => {
    if (candidates.length === 0) return NOBODY;
    draws += 1;
    const found = candidates[Math.floor(random() * candidates.length)];
    if (!found) return NOBODY;
    return {
      instanceId: found.instanceId,
      why: `Random with seed ${String(seed)}: draw ${String(draws)} is ${found.name}.`,
    };
  };
}

function chooseLeastPending(): Chooser['choose'] {
  const next = createRotation();
  return (candidates) => {
    const fewest = Math.min(...candidates.map(({ pending }) => pending));
    const found = next(candidates.filter(({ pending }) => pending === fewest));
    if (!found) return NOBODY;
    return {
      instanceId: found.instanceId,
      why: `Least pending: ${found.name} has ${String(fewest)} on their way, nobody has fewer.`,
    };
  };
}

function choosePinned(instanceId: string): Chooser['choose'] {
  return (candidates) => {
    const found = candidates.find((candidate) => candidate.instanceId === instanceId);
    if (found) return { instanceId, why: `Pinned to ${found.name}.` };
    return { why: 'The instance that this is pinned to is drained or does not belong to the gateway.' };
  };
}

/** Highest random weight: each value ranks the instances for itself, and the best one that is there gets it. */
function chooseByHash(header: string): Chooser['choose'] {
  const next = createRotation();
  return (candidates, headers) => {
    const value = comparedValue(headers, header);
    if (value === undefined) return inTurn(next, candidates, `Without ${header} there is nothing to hash`);
    let best: Candidate | undefined;
    let weight = -1;
    for (const candidate of candidates) {
      const own = hashText(`${candidate.instanceId}\n${value}`);
      if (own > weight) {
        best = candidate;
        weight = own;
      }
    }
    if (!best) return NOBODY;
    return {
      instanceId: best.instanceId,
      why: `The hash of ${header} ${shown(value)} belongs to ${best.name}.`,
    };
  };
}

/** Smooth weighted round robin: shares are met at once, not in blocks. */
function chooseWeighted(weights: Readonly<Record<string, number>>): Chooser['choose'] {
  const credit = new Map<string, number>();
  const weightOf = ({ instanceId }: Candidate): number => weights[instanceId] ?? 1;
  return (candidates) => {
    let total = 0;
    let best: Candidate | undefined;
    for (const candidate of candidates) {
      const weight = weightOf(candidate);
      if (weight <= 0) continue;
      total += weight;
      credit.set(candidate.instanceId, (credit.get(candidate.instanceId) ?? 0) + weight);
      if (!best || (credit.get(candidate.instanceId) ?? 0) > (credit.get(best.instanceId) ?? 0))
        best = candidate;
    }
    if (!best) {
      return candidates.length === 0 ? NOBODY : { why: 'All instances of this pool have the weight 0.' };
    }
    credit.set(best.instanceId, (credit.get(best.instanceId) ?? 0) - total);
    return {
      instanceId: best.instanceId,
      why: `Weighted: ${best.name} is next, with ${String(weightOf(best))} of ${String(total)}.`,
    };
  };
}

/** Requests that carry a value go to the instance that gave it out, or else to the first one that got it. */
class StickyChooser implements Chooser {
  readonly #by: StickyKey;
  readonly #next = createRotation();
  /** Value to instance; in the order of last use. */
  readonly #bound = new Map<string, string>();

  constructor(by: StickyKey) {
    this.#by = by;
  }

  choose(candidates: readonly Candidate[], headers: HeaderList): Choice {
    const { name } = this.#by;
    const value = this.#carried(headers);
    if (value === undefined)
      return inTurn(this.#next, candidates, `Without ${this.#what()} there is nothing to stick to`);
    const bound = this.#bound.get(value);
    const found = candidates.find(({ instanceId }) => instanceId === bound);
    if (found) {
      this.#bind(value, found.instanceId);
      return {
        instanceId: found.instanceId,
        why: `${name} ${shown(value)} belongs to ${found.name}.`,
      };
    }
    const said =
      bound === undefined
        ? `${name} ${shown(value)} is new here`
        : `The instance of ${name} ${shown(value)} takes no requests`;
    const choice = inTurn(this.#next, candidates, said);
    if (choice.instanceId !== undefined) this.#bind(value, choice.instanceId);
    return choice;
  }

  learn(answer: HeaderList, instanceId: string): void {
    const { kind, name } = this.#by;
    if (kind === 'header') {
      const value = headerValue(answer, name);
      if (value !== undefined) this.#bind(value, instanceId);
      return;
    }
    for (const cookie of headerValues(answer, 'set-cookie')) {
      const value = cookieValue(cookie.split(';', 1)[0] ?? '', name);
      if (value !== undefined) this.#bind(value, instanceId);
    }
  }

  #what(): string {
    return this.#by.kind === 'header' ? this.#by.name : `the cookie ${this.#by.name}`;
  }

  #carried(headers: HeaderList): string | undefined {
    const { kind, name } = this.#by;
    if (kind === 'header') return headerValue(headers, name);
    for (const line of headerValues(headers, 'cookie')) {
      for (const pair of line.split(';')) {
        const value = cookieValue(pair, name);
        if (value !== undefined) return value;
      }
    }
    return undefined;
  }

  #bind(value: string, instanceId: string): void {
    this.#bound.delete(value);
    this.#bound.set(value, instanceId);
    if (this.#bound.size <= REMEMBERED) return;
    const [oldest] = this.#bound.keys();
    if (oldest !== undefined) this.#bound.delete(oldest);
  }
}

function cookieValue(pair: string, name: string): string | undefined {
  const at = pair.indexOf('=');
  return at > 0 && pair.slice(0, at).trim() === name ? pair.slice(at + 1).trim() : undefined;
}

/** Session ids and the like are recognised by their beginning. */
function shown(value: string): string {
  return JSON.stringify(value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value);
}
