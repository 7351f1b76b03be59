import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Result } from '../../shared/bridge/result.ts';
import { GATEWAY_DEFAULTS, type GatewayState } from '../../shared/model/gateway.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import { newGateway } from '../ui/new-gateway.ts';

type Known = Pick<WorkspaceState, 'gateways' | 'fleets' | 'instances'>;

/** What starting a gateway means where nobody said which. */
export type GatewayPlan =
  | { readonly kind: 'start'; readonly id: string; readonly name: string }
  | { readonly kind: 'make'; readonly name: string; readonly instanceIds: readonly string[] }
  /** No server that speaks HTTP is known. */
  | { readonly kind: 'nothing-behind' };

/** The first gateway that the workspace has; else a new one. Pure. */
export function planGateway(known: Known): GatewayPlan {
  const [first] = known.gateways;
  if (first) return { kind: 'start', id: first.id, name: first.name };
  const { name, instanceIds } = newGateway(known);
  return instanceIds.length === 0 ? { kind: 'nothing-behind' } : { kind: 'make', name, instanceIds };
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
