import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#capabilities */
export const elicitNoMode = rule({
  id: 'elicit.no-mode',
  title: 'Elicitation without a mode',
  checks: 'The elicitation capability names neither form nor url, and is not empty.',
  spares: 'The empty object, which means form.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('client/elicitation#capabilities'),
  fix: 'Declare form, url or both: "elicitation": {"form": {}}.',
  check({ declared }, report) {
    const elicitation = declared?.['elicitation'];
    // The empty object means form.
    if (!isJsonObject(elicitation) || Object.keys(elicitation).length === 0) return;
    if (elicitation['form'] !== undefined || elicitation['url'] !== undefined) return;
    report({
      message: 'The client declares elicitation and names neither of its modes.',
      place: placeIn('request', 'params', '_meta', META.clientCapabilities, 'elicitation'),
      expected: 'form, url or both',
      found: brief(elicitation),
    });
  },
});
