import { isJsonObject } from '../../../../shared/model/json.ts';
import { page, rule } from '../../rule.ts';
import { jsonRpcFault } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#responses */
export const resultOrError = rule({
  id: 'response.result-or-error',
  title: 'Neither result nor error',
  checks: 'An answer has no result and no error, or both.',
  spares: 'Nothing: JSON-RPC leaves no room here.',
  severity: 'error',
  side: 'server',
  era: 'any',
  link: page('basic/index#result-responses'),
  fix: 'Answer with a result or with an error, never with both or neither.',
  check({ messages }, report) {
    for (const message of messages) {
      if (message.from !== 'server' || jsonRpcFault(message) !== 'answer') continue;
      const both = isJsonObject(message.value) && message.value['result'] !== undefined;
      report({
        message: both
          ? 'The answer has a result and an error at once.'
          : 'The answer has neither a result nor an error.',
        place: message.place,
        expected: 'either result or error',
        found: both ? 'both' : 'neither',
      });
    }
  },
});
