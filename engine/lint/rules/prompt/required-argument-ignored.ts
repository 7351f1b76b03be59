import { isJsonObject, type JsonValue } from '../../../../shared/model/json.ts';
import { successOf } from '../../parts/entries.ts';
import { watchList } from '../../parts/list-watch.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/prompts#implementation-considerations */
export const requiredArgumentIgnored = rule({
  id: 'prompt.required-argument-ignored',
  title: 'Missing argument accepted',
  checks: 'prompts/get without an argument that the list calls required is answered with messages.',
  spares: 'Lists that changed since; answers that ask for the argument.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/prompts#implementation-considerations'),
  fix: 'Answer with -32602 where a required argument is missing, ask for it, or list it as optional.',
  follow() {
    const watch = watchList('prompts');
    return (exchange, report, known) => {
      const params = exchange.method === 'prompts/get' ? exchange.request.message?.params : undefined;
      const prompt = watch(exchange, known, params?.['name']);
      if (!params || !prompt || !successOf(exchange) || exchange.partial) return;
      // Whoever asked for the argument has it by now.
      if (params['inputResponses'] !== undefined || params['requestState'] !== undefined) return;
      const given = isJsonObject(params['arguments']) ? params['arguments'] : {};
      const missing = requiredOf(prompt['arguments']).filter((name) => !Object.hasOwn(given, name));
      if (missing.length === 0) return;
      const names = missing.map((name) => brief(name)).join(', ');
      report({
        message: `The prompt ${brief(params['name'])} was given although ${names} is required and missing.`,
        place: params['arguments'] === undefined ? 'request:/params' : 'request:/params/arguments',
        expected: 'an error with the code -32602',
        found: 'messages',
      });
    };
  },
});

function requiredOf(listed: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(listed)) return [];
  return (listed as readonly JsonValue[]).flatMap((argument) =>
    isJsonObject(argument) && argument['required'] === true && typeof argument['name'] === 'string'
      ? [argument['name']]
      : [],
  );
}
