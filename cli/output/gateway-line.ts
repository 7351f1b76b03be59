import { counted } from '../../shared/model/counted.ts';
import type { GatewayState } from '../../shared/model/gateway.ts';

/** What a gateway has done so far, on one line: `12 requests: alpha 4, beta 8 (1 failed); 2 under way; 1 fault`. Pure. */
export function gatewayLine(state: GatewayState, nameOf: (instanceId: string) => string): string {
  const { instances, ruleHits, faultHits, turnedAway } = state;
  const requests = sum(Object.values(ruleHits));
  const pending = sum(instances.map((instance) => instance.pending));
  const faults = sum(Object.values(faultHits));
  const shares = instances.map(
    ({ instanceId, requests: share, failures }) =>
      `${nameOf(instanceId)} ${String(share)}${failures > 0 ? ` (${String(failures)} failed)` : ''}`,
  );
  return [
    `${counted(requests, 'request')}: ${shares.join(', ')}`,
    ...(pending > 0 ? [`${String(pending)} under way`] : []),
    ...(faults > 0 ? [counted(faults, 'fault')] : []),
    ...(turnedAway > 0 ? [`${String(turnedAway)} turned away`] : []),
  ].join('; ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
