import type { FlowDecision, FlowPlace, PlanWish, ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import { flowId } from './find-flows.ts';
import { readAt } from './json-place.ts';
import { partAt } from './text-parts.ts';

type Added = Extract<FlowDecision, { op: 'add' }>;

/** What stands where a person wants a flow; read as the capture goes by. */
export class AddedFlows {
  readonly #added: readonly Added[];
  readonly #values = new Map<FlowPlace, JsonValue>();

  constructor({ flows }: Pick<PlanWish, 'flows'>) {
    this.#added = flows.filter((decision) => decision.op === 'add');
  }

  /** `message`: `{params}`, or `{result}` and the like. */
  learn(side: 'producer' | 'consumer', number: number, message: JsonValue): void {
    for (const decision of this.#added) {
      const place = decision[side];
      if (place.number !== number) continue;
      const value = readAt(message, place.pointer);
      if (value !== undefined) this.#values.set(place, value);
    }
  }

  list(): ValueFlow[] {
    return this.#added.map(({ producer, consumer }) => {
      const value = this.#valueAt(producer);
      const isThere = value !== undefined && this.#values.has(consumer) && producer.number < consumer.number;
      return {
        id: flowId(producer, value ?? ''),
        kind: 'handle',
        value: value ?? '',
        producer,
        alsoAt: [],
        consumers: [consumer],
        confidence: isThere ? 'certain' : 'possible',
        why: isThere ? 'You added it.' : this.#whyNot(producer, consumer),
        use: isThere ? 'used' : 'forbidden',
        byHand: true,
      };
    });
  }

  #whyNot(producer: FlowPlace, consumer: FlowPlace): string {
    if (producer.number >= consumer.number) {
      return `You added it, but #${String(consumer.number)} does not come after #${String(producer.number)}, so it is not used.`;
    }
    const place = this.#valueAt(producer) === undefined ? producer : consumer;
    return `You added it, but there is no text or number at ${place.pointer} of #${String(place.number)}, so it is not used.`;
  }

  #valueAt(place: FlowPlace): string | number | undefined {
    const value = this.#values.get(place);
    if (typeof value === 'string' && place.within) return partAt(value, place.within);
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  }
}

/** The flows after what a person decided; a place that a person gave a flow takes its value from nowhere else. Pure. */
export function decideFlows(
  found: readonly ValueFlow[],
  added: readonly ValueFlow[],
  decisions: readonly FlowDecision[],
): ValueFlow[] {
  const given = new Set(
    added.filter(({ use }) => use === 'used').flatMap(({ consumers }) => consumers.map(spotOf)),
  );
  const rest = found.flatMap((flow) => {
    if (given.size === 0) return [flow];
    const consumers = flow.consumers.filter((place) => !given.has(spotOf(place)));
    return consumers.length === 0 ? [] : [{ ...flow, consumers }];
  });
  const flows = [...rest, ...joined(added)];
  return flows.map((flow) => decisions.reduce(decided, flow));
}

function decided(flow: ValueFlow, decision: FlowDecision): ValueFlow {
  if (decision.op === 'add' || decision.id !== flow.id) return flow;
  const { pinnedTo: _before, ...rest } = flow;
  if (decision.op === 'pin') return { ...rest, use: 'pinned', pinnedTo: decision.value, byHand: true };
  return { ...rest, use: decision.op === 'use' ? 'used' : 'forbidden', byHand: true };
}

/** Several that were added to one producer are one flow. */
function joined(added: readonly ValueFlow[]): ValueFlow[] {
  const byKey = new Map<string, ValueFlow>();
  for (const flow of added) {
    const key = `${flow.use} ${flow.id}`;
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, consumers: [...known.consumers, ...flow.consumers] } : flow);
  }
  return [...byKey.values()];
}

function spotOf({ number, pointer }: FlowPlace): string {
  return `${String(number)} ${pointer}`;
}
