import type { GatewaySettings } from '../../shared/model/gateway.ts';
import type { Fleet, Instance } from '../../shared/model/instance.ts';

interface WorkspacePart {
  readonly instances: readonly Pick<Instance, 'id' | 'stdio'>[];
  readonly fleets: readonly Fleet[];
  readonly gateways: readonly Pick<GatewaySettings, 'name' | 'instanceIds'>[];
}

/**
 * What a new gateway stands in front of, and what it is called: the first fleet that has none yet; otherwise all
 * instances with an address. Pure.
 */
export function newGateway({ instances, fleets, gateways }: WorkspacePart): {
  readonly name: string;
  readonly instanceIds: readonly string[];
} {
  const reachable = new Set(instances.filter(({ stdio }) => stdio === undefined).map(({ id }) => id));
  const isServed = (ids: readonly string[]): boolean =>
    gateways.some(({ instanceIds }) => ids.every((id) => instanceIds.includes(id)));
  for (const fleet of fleets) {
    const ids = fleet.instanceIds.filter((id) => reachable.has(id));
    if (ids.length > 0 && !isServed(ids)) return { name: freeName(fleet.name, gateways), instanceIds: ids };
  }
  return { name: freeName('gateway', gateways), instanceIds: [...reachable] };
}

function freeName(base: string, gateways: WorkspacePart['gateways']): string {
  const taken = new Set(gateways.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${String(number)}`;
    if (!taken.has(name)) return name;
  }
}
