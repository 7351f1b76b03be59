import type { ExportInstance } from '../../engine/gateway/export/policy.ts';
import type { GatewayRule, GatewaySettings, HeaderCondition } from '../../shared/model/gateway.ts';

/** Three instances on loopback, `alpha`, `beta` and `gamma`, at `/mcp`. */
export const EXPORTED: readonly ExportInstance[] = ['alpha', 'beta', 'gamma'].map((name, index) => ({
  id: name,
  name,
  url: `http://127.0.0.1:${String(3001 + index)}/mcp`,
  headers: [],
}));

/** A gateway in front of them that goes round, changed as the test needs it. */
export function exportedGateway(change: Partial<GatewaySettings> = {}): GatewaySettings {
  return {
    id: 'g',
    name: 'Shop',
    listen: { host: '127.0.0.1', port: 8099 },
    instanceIds: ['alpha', 'beta', 'gamma'],
    rules: [],
    strategy: { kind: 'round-robin' },
    faults: [],
    seed: 1,
    allowOrigins: [],
    nameInstance: false,
    record: true,
    ...change,
  };
}

export function exportedRule(
  match: readonly HeaderCondition[],
  action: GatewayRule['action'],
  name = 'A rule',
): GatewayRule {
  return { id: name, name, enabled: true, match, action, faults: [] };
}

export const IS_CALL: HeaderCondition = { header: 'Mcp-Method', test: 'exact', value: 'tools/call' };
