import type { JsonObject, JsonValue } from '../../shared/model/json.ts';
import type { FlowPlace, ReplayPlan, ValueFlow } from '../../shared/model/replay-plan.ts';
import { changedAt, renamedAt } from '../replay/plan/json-place.ts';
import { patternOf } from '../replay/diff/pointer-pattern.ts';
import { replacePart } from '../replay/plan/text-parts.ts';

/** A place of a request whose value came from an answer before. */
interface RolePlace {
  readonly place: FlowPlace;
  readonly value: string;
  /** What the value is, whatever it reads. */
  readonly role: string;
  /** Number of the exchange that gave it. */
  readonly source: number;
}

/** What the values of a series' requests are where they flowed: the cursor that a list handed out, the id that a call made. */
export class Roles {
  readonly #byConsumer = new Map<number, RolePlace[]>();

  constructor({ flows, steps }: Pick<ReplayPlan, 'flows' | 'steps'>) {
    const tools = new Map(steps.map(({ number, tool }) => [number, tool]));
    for (const flow of flows) {
      if (flow.use !== 'used') continue;
      const role = roleOf(flow, tools.get(flow.producer.number) ?? '');
      for (const place of flow.consumers) {
        const own = this.#byConsumer.get(place.number);
        const known = { place, role, value: String(flow.value), source: flow.producer.number };
        if (own) own.push(known);
        else this.#byConsumer.set(place.number, [known]);
      }
    }
  }

  /** Numbers of the exchanges whose answers gave what a request carries. */
  sourcesOf(number: number): readonly number[] {
    return this.#byConsumer.get(number)?.map(({ source }) => source) ?? [];
  }

  /** Params of a request with roles in place of the values that flowed. */
  inPlace(number: number, params: JsonObject): JsonObject {
    const places = this.#byConsumer.get(number);
    if (!places) return params;
    let root: JsonValue = { params };
    for (const { place, role, value } of places) {
      root = place.key
        ? renamedAt(root, place.pointer, role)
        : changedAt(root, place.pointer, (found) =>
            place.within && typeof found === 'string' ? replacePart(found, value, role) : role,
          );
    }
    return (root as { readonly params: JsonObject }).params;
  }
}

function roleOf({ kind, producer }: ValueFlow, tool: string): string {
  return `‹${kind} ${tool} ${patternOf(producer.pointer)}›`;
}
