import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { META } from '../../../shared/spec/modern.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';

/** Which instances serve one MCP server. */
export interface Fleets {
  observe(exchange: SeenExchange): void;
  /** Groups of two and more, each instance in one at most. */
  groups(): readonly (readonly string[])[];
}

/** Instances belong together behind one gateway, and where they call themselves the same, version included. */
export function createFleets(): Fleets {
  /** What ties instances together, each with those that it ties. */
  const ties = new Map<string, Set<string>>();
  const tie = (by: string, instanceId: string): void => {
    const tied = ties.get(by) ?? new Set();
    ties.set(by, tied.add(instanceId));
  };
  return {
    observe({ instanceId, gateway, method, answer }) {
      if (instanceId === '') return;
      if (gateway) tie(`gateway ${gateway.gatewayId}`, instanceId);
      const name = answer?.result && identityIn(method, answer.result);
      if (name !== undefined) tie(`name ${name}`, instanceId);
    },
    groups() {
      const groups: Set<string>[] = [];
      for (const tied of ties.values()) {
        const joined = groups.filter((group) => [...tied].some((id) => group.has(id)));
        const merged = new Set([...joined.flatMap((group) => [...group]), ...tied]);
        for (const group of joined) groups.splice(groups.indexOf(group), 1);
        groups.push(merged);
      }
      return groups.filter(({ size }) => size > 1).map((group) => [...group].sort());
    },
  };
}

/** Name and version that a server gives itself in server/discover or initialize. Pure. */
export function serverInfoIn(method: string, result: JsonObject): JsonValue | undefined {
  if (method === 'initialize') return result['serverInfo'];
  const meta = method === 'server/discover' ? result['_meta'] : undefined;
  return isJsonObject(meta) ? meta[META.serverInfo] : undefined;
}

function identityIn(method: string, result: JsonObject): string | undefined {
  const info = serverInfoIn(method, result);
  if (!isJsonObject(info) || typeof info['name'] !== 'string') return undefined;
  const { name, version = null } = info;
  return JSON.stringify([name, version]).slice(0, 500);
}
