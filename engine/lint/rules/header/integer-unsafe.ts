import { paramHeaders } from '../../headers/mirrored.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#schema-extension */
export const integerUnsafe = rule({
  id: 'header.integer-unsafe',
  title: 'Integer out of the safe range',
  checks: 'A value mirrored as a header is beyond ±(2^53 - 1).',
  spares: 'Parameters that are not annotated.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#schema-extension'),
  fix: 'Keep integers that are mirrored as headers within ±(2^53 - 1).',
  check(exchange, report, known) {
    for (const { line, param } of paramHeaders(exchange, known)) {
      if (param?.annotation.type !== 'integer' || typeof param.value !== 'number') continue;
      if (!Number.isInteger(param.value) || Number.isSafeInteger(param.value)) continue;
      report({
        message: `${line.field ?? 'A parameter'} is mirrored by ${line.header} and is beyond the integers that every program reads exactly.`,
        place: placeIn('request', 'params', 'arguments', ...param.annotation.path),
        expected: 'an integer within ±(2^53 - 1)',
        found: brief(param.value),
      });
    }
  },
});
