import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { pairInput } from '../../parts/input.ts';
import { blocksIn } from '../../parts/sampling.ts';
import { page, rule } from '../../rule.ts';

/** Reasons with which a model ends by itself; all others cut it short, or are a provider's own. */
const ENDED: ReadonlySet<unknown> = new Set([undefined, 'endTurn', 'toolUse']);

/** https://modelcontextprotocol.io/specification/2026-07-28/client/sampling#tool-choice-modes */
export const toolChoiceIgnored = rule({
  id: 'sampling.tool-choice-ignored',
  title: 'Tool choice ignored',
  checks: 'The answer uses no tool though one was required, or one though none was allowed.',
  spares: 'Answers that stopped at maxTokens or for a reason of the provider’s.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('client/sampling#tool-choice-modes'),
  fix: 'Hand toolChoice on to the model: required means at least one tool use, none means no tool use.',
  follow() {
    const pair = pairInput();
    return (exchange, report, known) => {
      for (const { request, response, place } of pair(exchange, known)) {
        const choice = request.params['toolChoice'];
        if (request.method !== 'sampling/createMessage' || !isJsonObject(choice)) continue;
        const { mode } = choice;
        const uses = blocksIn(response['content']).filter(({ type }) => type === 'tool_use').length;
        if (mode === 'required' && (uses > 0 || !ENDED.has(response['stopReason']))) continue;
        if (mode === 'none' && uses === 0) continue;
        if (mode !== 'required' && mode !== 'none') continue;
        report({
          message:
            mode === 'required'
              ? 'The server required a tool use, and the answer uses no tool.'
              : 'The server allowed no tool use, and the answer uses a tool.',
          place: placeIn(place, 'content'),
          expected: mode === 'required' ? 'a tool use' : 'no tool use',
          found: mode === 'required' ? 'no tool use' : `${String(uses)} tool ${uses === 1 ? 'use' : 'uses'}`,
        });
      }
    };
  },
});
