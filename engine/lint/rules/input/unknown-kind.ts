import { isJsonObject } from '../../../../shared/model/json.ts';
import { MODERN_METHODS } from '../../../../shared/spec/modern.ts';
import { INPUT_METHODS, inputRequiredOf } from '../../asked-input.ts';
import { page, rule } from '../../rule.ts';

const OWN_METHODS: ReadonlySet<string> = new Set(MODERN_METHODS);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#server-requirements-basic-workflow */
export const unknownKind = rule({
  id: 'input.unknown-kind',
  title: 'Unknown kind of input request',
  checks: 'A value of inputRequests is none of elicitation/create, sampling/createMessage and roots/list.',
  spares: 'Kinds that an extension in force adds.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/mrtr#server-requirements-basic-workflow'),
  fix: 'Ask by elicitation/create, sampling/createMessage or roots/list.',
  check(exchange, report) {
    for (const { method, place } of inputRequiredOf(exchange)?.asked ?? []) {
      if (INPUT_METHODS.has(method)) continue;
      // An extension that the client declares may add kinds of its own; it cannot turn the client's requests into some.
      const extensions = exchange.declared?.['extensions'];
      const isExtended = isJsonObject(extensions) && Object.keys(extensions).length > 0;
      if (isExtended && !OWN_METHODS.has(method)) continue;
      report({
        message: `An input request has the method ${method}, which no client can be asked for.`,
        place: `${place}/method`,
        expected: 'elicitation/create, sampling/createMessage or roots/list',
        found: method,
      });
    }
  },
});
