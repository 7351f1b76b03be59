import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';
import { jsonRpcFault } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#error-responses */
export const errorShape = rule({
  id: 'error.shape',
  title: 'Malformed error',
  checks: 'An error lacks code or message, or its code is no integer.',
  spares: 'Bodies of proxies that are no JSON-RPC at all.',
  severity: 'error',
  side: 'server',
  era: 'any',
  link: page('basic/index#error-responses'),
  fix: 'Give the error an integer as code and a text as message.',
  check({ messages }, report) {
    for (const message of messages) {
      if (message.from !== 'server' || jsonRpcFault(message) !== 'error') continue;
      const error = isJsonObject(message.value) ? message.value['error'] : undefined;
      if (!isJsonObject(error)) {
        report({
          message: 'The error of the answer is no object with a code and a message.',
          place: placeIn(message.place, 'error'),
          expected: 'an object with code and message',
          found: brief(error),
        });
        continue;
      }
      if (!Number.isInteger(error['code'])) {
        report({
          message: `The code of the error is ${error['code'] === undefined ? 'missing' : `${brief(error['code'])}, not an integer`}.`,
          place: placeIn(message.place, 'error', ...(error['code'] === undefined ? [] : ['code'])),
          expected: 'an integer',
          found: brief(error['code']),
        });
      }
      if (typeof error['message'] !== 'string') {
        report({
          message: `The message of the error is ${error['message'] === undefined ? 'missing' : `${brief(error['message'])}, not text`}.`,
          place: placeIn(message.place, 'error', ...(error['message'] === undefined ? [] : ['message'])),
          expected: 'text',
          found: brief(error['message']),
        });
      }
    }
  },
});
