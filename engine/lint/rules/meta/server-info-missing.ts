import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { page, rule } from '../../rule.ts';
import { sparesExchange } from '../../spare.ts';
import { BoundedSet } from '../../traits.ts';

/** One finding an instance. https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const serverInfoMissing = rule({
  id: 'meta.server-info-missing',
  title: 'Server does not say who it is',
  checks: 'A result has no serverInfo in _meta.',
  spares: 'Servers configured to stay anonymous: one finding an instance; results answered as legacy.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Add io.modelcontextprotocol/serverInfo with name and version to _meta of each result, unless it is switched off on purpose.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report) => {
      const { answer, instanceId } = exchange;
      if (!answer?.result) return;
      const meta = answer.result['_meta'];
      if (isJsonObject(meta) && meta[META.serverInfo] !== undefined) return;
      if (sparesExchange(exchange, 'server') !== undefined || !told.add(instanceId)) return;
      report({
        message:
          'The server does not say in _meta of the result who it is. This is said once for each instance.',
        place: isJsonObject(meta)
          ? placeIn(answer.place, 'result', '_meta')
          : placeIn(answer.place, 'result'),
        expected: META.serverInfo,
        found: isJsonObject(meta) ? 'no such key' : 'no _meta',
      });
    };
  },
});
