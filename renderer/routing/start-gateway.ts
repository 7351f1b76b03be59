import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Result } from '../../shared/bridge/result.ts';
import { GATEWAY_DEFAULTS, type GatewayState } from '../../shared/model/gateway.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';

type Known = Pick<WorkspaceState, 'gateways' | 'fleets' | 'instances'>;

/** What starting a gateway means where nobody said which. */
export type GatewayPlan =
  | { readonly kind: 'start'; readonly id: string; readonly name: string }
  | { readonly kind: 'make'; readonly name: string; readonly instanceIds: readonly string[] }
  /** No server that speaks HTTP is known. */
  | { readonly kind: 'nothing-behind' };

/**
 * The first gateway that the workspace has; else a new one in front of the first fleet with a server that speaks HTTP,
 * or of all such servers. Pure.
 */
export function planGateway({ gateways, fleets, instances }: Known): GatewayPlan {
  const [first] = gateways;
  if (first) return { kind: 'start', id: first.id, name: first.name };
  const http = new Set(instances.filter(({ stdio }) => !stdio).map(({ id }) => id));
  if (http.size === 0) return { kind: 'nothing-behind' };
  for (const fleet of fleets) {
    const instanceIds = fleet.instanceIds.filter((id) => http.has(id));
    if (instanceIds.length > 0) return { kind: 'make', name: fleet.name, instanceIds };
  }
  return { kind: 'make', name: 'gateway', instanceIds: [...http] };
}

/** Does what was planned. */
export async function startGateway(
  bridge: Bridge,
  plan: Exclude<GatewayPlan, { readonly kind: 'nothing-behind' }>,
): Promise<Result<GatewayState>> {
  if (plan.kind === 'start') return bridge.invoke('gateway.start', { id: plan.id });
  const { name, instanceIds } = plan;
  const saved = await bridge.invoke('gateway.save', { ...GATEWAY_DEFAULTS, name, instanceIds });
  return saved.ok ? bridge.invoke('gateway.start', { id: saved.value.id }) : saved;
}
