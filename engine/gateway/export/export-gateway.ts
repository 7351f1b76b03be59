import type { ExportTarget, GatewaySettings } from '../../../shared/model/gateway.ts';
import { toEnvoy } from './envoy.ts';
import { toGatewayApi } from './gateway-api.ts';
import { toHaproxy } from './haproxy.ts';
import { toNginx } from './nginx.ts';
import { readPolicy, type ExportInstance, type Policy } from './policy.ts';

const WRITERS: Readonly<Record<ExportTarget, (policy: Policy) => string>> = {
  nginx: toNginx,
  haproxy: toHaproxy,
  envoy: toEnvoy,
  'gateway-api': toGatewayApi,
};

/**
 * The gateway's routing as a configuration of another program. What that program cannot express is a comment in it. Pure.
 */
export function exportGateway(
  settings: GatewaySettings,
  instances: readonly ExportInstance[],
  target: ExportTarget,
): string {
  return WRITERS[target](readPolicy(settings, instances));
}
