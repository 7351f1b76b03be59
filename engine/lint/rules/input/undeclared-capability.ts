import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/model/json.ts';
import { inputRequiredOf, type AskedInput } from '../../asked-input.ts';
import { brief, page, rule } from '../../rule.ts';

/**
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#server-requirements-basic-workflow,
 * modes: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#capabilities
 */
export const undeclaredCapability = rule({
  id: 'input.undeclared-capability',
  title: 'Asks for what the client did not declare',
  checks: 'inputRequests needs a capability, a mode or tools that this very request did not declare.',
  spares: 'An empty elicitation capability means form; declarations of earlier requests do not count.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/mrtr#server-requirements-basic-workflow'),
  fix: 'Look at the clientCapabilities of the request that is being answered, and ask only for what they name.',
  check(exchange, report) {
    const input = inputRequiredOf(exchange);
    if (!input) return;
    const declared = exchange.declared ?? {};
    for (const asked of input.asked) {
      const needed = neededBy(asked);
      if (needed === undefined || has(declared, needed)) continue;
      report({
        message: `The server asks for ${asked.method}, which needs the client capability ${needed}; this request did not declare it.`,
        place: asked.place,
        expected: `clientCapabilities.${needed}`,
        found: exchange.declared === undefined ? 'no clientCapabilities' : brief(exchange.declared),
      });
    }
  },
});

type Needed = 'roots' | 'sampling' | 'sampling.tools' | 'elicitation.form' | 'elicitation.url';

function neededBy({ method, params }: AskedInput): Needed | undefined {
  switch (method) {
    case 'roots/list':
      return 'roots';
    case 'sampling/createMessage':
      return params['tools'] !== undefined || params['toolChoice'] !== undefined
        ? 'sampling.tools'
        : 'sampling';
    case 'elicitation/create':
      return params['mode'] === 'url' ? 'elicitation.url' : 'elicitation.form';
    default:
      return undefined;
  }
}

function has(declared: JsonObject, needed: Needed): boolean {
  const [capability = '', part] = needed.split('.');
  const settings = declared[capability];
  if (!isDeclared(settings)) return false;
  if (part === undefined || !isJsonObject(settings)) return true;
  // What names no mode at all means forms, as in the revision before.
  if (needed === 'elicitation.form' && settings['url'] === undefined) return true;
  return isDeclared(settings[part]);
}

function isDeclared(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}
