import { expect, it } from 'vitest';
import { exportGateway } from '../../../../../engine/gateway/export/export-gateway.ts';
import { EXPORT_TARGETS } from '../../../../../shared/model/gateway.ts';
import { EXPORTED, exportedGateway } from '../../../../support/export-samples.ts';

it.each(EXPORT_TARGETS)('writes for %s', (target) => {
  const said = {
    nginx: 'proxy_pass $hopscope_to;',
    haproxy: 'frontend hopscope',
    envoy: 'static_resources:',
    'gateway-api': 'kind: HTTPRoute',
  };
  const text = exportGateway(exportedGateway(), EXPORTED, target);
  expect(text).toContain(said[target]);
  expect(text.endsWith('\n')).toBe(true);
});
