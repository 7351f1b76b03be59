import { isJsonObject, type JsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { page, rule } from '../../rule.ts';

/**
 * A retry repeats the declaration of its request, so the retry itself tells.
 * https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#capabilities
 */
export const answeredUndeclared = rule({
  id: 'capability.answered-undeclared',
  title: 'Client answers what it did not declare',
  checks:
    'An input request is fulfilled by a client whose request did not declare roots, sampling, its tools or elicitation.',
  spares: 'What Hopscope sent itself: a person may answer on purpose.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('client/elicitation#capabilities'),
  fix: 'Declare elicitation, sampling and roots on each request whose input requests the client is ready to fulfil.',
  check({ request, declared, origin }, report) {
    // Hopscope itself answers for a person, who may want to see what happens.
    if (origin !== 'gateway' || !declared) return;
    const responses = request.message?.params['inputResponses'];
    if (!isJsonObject(responses)) return;
    for (const [key, response] of Object.entries(responses)) {
      const needed = isJsonObject(response) ? neededFor(response) : undefined;
      if (needed === undefined || has(declared, needed)) continue;
      report({
        message: `The client fulfils the input request ${JSON.stringify(key)}, and this request does not declare ${needed.join('.')}.`,
        place: placeIn('request', 'params', 'inputResponses', key),
        expected: `${needed.join('.')} in clientCapabilities`,
        found: 'not declared',
      });
    }
  },
});

/** Only what was fulfilled counts: who declines need not be able to do it. */
function neededFor(response: JsonObject): readonly string[] | undefined {
  if (response['action'] !== undefined) return response['action'] === 'accept' ? ['elicitation'] : undefined;
  if (Array.isArray(response['roots'])) return ['roots'];
  const { role, content } = response;
  if (role === undefined || content === undefined) return undefined;
  const blocks = Array.isArray(content) ? (content as readonly unknown[]) : [content];
  const usesTools = blocks.some((block) => isJsonObject(block) && block['type'] === 'tool_use');
  return usesTools ? ['sampling', 'tools'] : ['sampling'];
}

function has(declared: JsonObject, [first = '', second]: readonly string[]): boolean {
  const there = declared[first];
  if (there === undefined || second === undefined) return there !== undefined;
  return isJsonObject(there) && there[second] !== undefined;
}
