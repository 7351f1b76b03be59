import {
  GATEWAY_DEFAULTS,
  type Fault,
  type GatewayRule,
  type GatewaySettings,
} from '../../../../shared/model/gateway.ts';

export function makeFault(id: string, change: Partial<Fault> = {}): Fault {
  return { id, enabled: true, probability: 1, does: { kind: 'refuse' }, ...change };
}

export function makeRule(id: string, change: Partial<GatewayRule> = {}): GatewayRule {
  return {
    id,
    name: `Rule ${id}`,
    enabled: true,
    match: [{ header: 'Mcp-Method', test: 'exact', value: 'tools/call' }],
    action: { kind: 'route', strategy: { kind: 'round-robin' } },
    faults: [],
    ...change,
  };
}

export function makeGateway(change: Partial<GatewaySettings> = {}): GatewaySettings {
  return { ...GATEWAY_DEFAULTS, id: 'g1', name: 'shop', instanceIds: ['a', 'b'], ...change };
}
