import type { Flow, Grouping, Way } from './flow.ts';

/** `key:=value` for the whole value. */
function exactly(key: string, value: string): string {
  return /^[^\s"\\()]*$/.test(value) ? `${key}:=${value}` : `${key}:="${value.replace(/["\\]/g, '\\$&')}"`;
}

function wayFilter(way: Way, severalGateways: boolean): string {
  const gateway = 'gatewayId' in way && severalGateways ? ` ${exactly('gateway', way.gatewayId)}` : '';
  switch (way.kind) {
    case 'rule':
      return `${exactly('route', way.rule)}${gateway}`;
    case 'otherwise':
      return `route:=otherwise${gateway}`;
    case 'sent':
      return 'origin:composer,cli,probe,replay -routed';
    case 'passed':
      return 'origin:gateway -routed';
    case 'imported':
      return 'origin:import -routed';
  }
}

/** What all flows together say on how each of them has to be filtered for. */
export interface FilterContext {
  readonly grouping: Grouping;
  /** Ids of the instances that share their name with another one. */
  readonly namesakes: ReadonlySet<string>;
  /** Rules have to be told apart by their gateway, too. */
  readonly severalGateways: boolean;
}

/** Pure. */
export function filterContext(flows: readonly Flow[], grouping: Grouping): FilterContext {
  const ids = new Map<string, Set<string>>();
  const gateways = new Set<string>();
  for (const { instanceId, instanceName, way } of flows) {
    const known = ids.get(instanceName);
    if (known) known.add(instanceId);
    else ids.set(instanceName, new Set([instanceId]));
    if ('gatewayId' in way) gateways.add(way.gatewayId);
  }
  const shared = [...ids.values()].filter((own) => own.size > 1);
  return {
    grouping,
    namesakes: new Set(shared.flatMap((own) => [...own])),
    severalGateways: gateways.size > 1,
  };
}

/** Which parts of a flow a filter is about. */
export type FlowPart = 'what' | 'way' | 'instance' | 'lying' | 'failed' | 'faulted';

/** The traffic filter that leaves the requests that have these parts in common with a flow. Pure. */
export function flowFilter(flow: Flow, parts: readonly FlowPart[], context: FilterContext): string {
  const texts = parts.flatMap((part) => {
    switch (part) {
      case 'what':
        return [
          exactly('method', flow.method),
          context.grouping === 'name' ? exactly('name', flow.name) : '',
        ];
      case 'way':
        return wayFilter(flow.way, context.severalGateways);
      case 'instance':
        return exactly(
          'instance',
          context.namesakes.has(flow.instanceId) ? flow.instanceId : flow.instanceName,
        );
      case 'lying':
        return 'mismatch';
      case 'failed':
      case 'faulted':
        return part;
    }
  });
  return texts.filter((text) => text !== '').join(' ');
}
