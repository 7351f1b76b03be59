import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { blocksOf } from '../../parts/content.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#embedded-resources */
export const resourceUndeclared = rule({
  id: 'content.resource-undeclared',
  title: 'Embeds resources without the capability',
  checks: 'A result embeds a resource, and server/discover does not declare resources.',
  spares: 'Recordings without an answer to server/discover; prompts, of which the page does not say it.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/tools#embedded-resources'),
  fix: 'Implement the resources capability and declare it in server/discover.',
  check(exchange, report, known) {
    if (exchange.method !== 'tools/call') return;
    const { discovered } = known.instance(exchange.instanceId);
    const capabilities = discovered?.result['capabilities'];
    if (!discovered || !isJsonObject(capabilities) || capabilities['resources'] !== undefined) return;
    // One is enough: the rest of the result is no other fault.
    const block = blocksOf(exchange).find(({ of, value }) => of === 'tool' && value['type'] === 'resource');
    if (!block) return;
    report({
      message: `The result embeds a resource, and server/discover (exchange ${String(discovered.number)}) declares no resources.`,
      place: placeIn(block.place, 'type'),
      expected: 'resources among the capabilities of the server',
      found: Object.keys(capabilities).join(', ') || 'no capabilities',
    });
  },
});
