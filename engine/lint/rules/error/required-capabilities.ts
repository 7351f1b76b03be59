import { isJsonObject, type JsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';
import { codeOf } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const requiredCapabilities = rule({
  id: 'error.required-capabilities',
  title: 'Missing capabilities not named',
  checks: 'MissingRequiredClientCapability lacks data.requiredCapabilities, or names what was declared.',
  spares: 'Capabilities of extensions that are unknown to us.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'List the capabilities that this request lacks in data.requiredCapabilities, in the form of clientCapabilities.',
  check({ answer, declared = {} }, report) {
    if (!answer || codeOf(answer) !== -32021) return;
    const data = answer.error?.['data'];
    const required = isJsonObject(data) ? data['requiredCapabilities'] : undefined;
    if (!isJsonObject(required) || Object.keys(required).length === 0) {
      report({
        message: 'The server says that a capability is missing, and does not say which.',
        place: placeIn(answer.place, 'error', ...(isJsonObject(data) ? ['data'] : [])),
        expected: 'data.requiredCapabilities with at least one capability',
        found: brief(isJsonObject(data) ? required : data),
      });
      return;
    }
    if (lacksSome(required, declared, 0)) return;
    report({
      message:
        'The server says that capabilities are missing which this request declares, and names no other.',
      place: placeIn(answer.place, 'error', 'data', 'requiredCapabilities'),
      expected: 'capabilities that the request lacks',
      found: brief(required),
    });
  },
});

/** Whether anything is asked for that was not declared. Settings of extensions are theirs: only their ids count. */
function lacksSome(required: JsonObject, declared: JsonObject, depth: number): boolean {
  return Object.entries(required).some(([key, wanted]) => {
    const there = declared[key];
    if (there === undefined) {
      // The empty object of elicitation means form.
      return !(depth === 1 && key === 'form' && Object.keys(declared).length === 0);
    }
    if (depth >= 1 || !isJsonObject(wanted) || !isJsonObject(there)) return false;
    return lacksSome(wanted, there, depth + 1);
  });
}
