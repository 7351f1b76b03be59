import { placeIn } from '../../../../shared/model/place.ts';
import { inputRequiredOf } from '../../asked-input.ts';
import { duplicateKeysAt } from '../../duplicate-keys.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#server-requirements-basic-workflow */
export const duplicateKey = rule({
  id: 'input.duplicate-key',
  title: 'Key of inputRequests twice',
  checks: 'The text of inputRequests has one key twice.',
  spares: 'The same key in a later round.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/mrtr#server-requirements-basic-workflow'),
  fix: 'Give each input request a key of its own: readers of JSON keep only one of two.',
  check(exchange, report) {
    const { answer } = exchange;
    if (!answer || !inputRequiredOf(exchange)) return;
    for (const key of duplicateKeysAt(answer.text, ['result', 'inputRequests'])) {
      report({
        message: `inputRequests has the key "${key}" more than once, so one of the requests is lost.`,
        place: placeIn(answer.place, 'result', 'inputRequests', key),
        expected: 'each key once',
        found: JSON.stringify(key),
      });
    }
  },
});
