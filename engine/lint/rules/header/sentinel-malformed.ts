import { clientFaults } from '../../headers/client-faults.ts';
import { mirroredHeaders } from '../../headers/mirrored.ts';
import { encodeHeaderValue } from '../../../protocol/modern/header-value.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#value-encoding */
export const sentinelMalformed = rule({
  id: 'header.sentinel-malformed',
  title: 'Malformed Base64 form',
  checks: 'The markers are in the wrong case, or what they enclose is no Base64 of UTF-8.',
  spares: 'Plain values that only begin or only end like the sentinel.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#value-encoding'),
  fix: 'Write =?base64? in lower case, then the padded Base64 of the value’s UTF-8 bytes, then ?=.',
  check(exchange, report, known) {
    for (const { line } of clientFaults(exchange, mirroredHeaders(exchange, known), 'malformed')) {
      const { fieldValue } = line;
      report({
        message: `${line.header} is meant to be encoded, but no server can decode it: the markers are not in lower case, or what they enclose is no Base64 of UTF-8 text.`,
        place: `header:${line.header}`,
        expected: fieldValue === undefined ? '=?base64?…?=' : encodeHeaderValue(fieldValue),
        found: brief(line.value),
      });
    }
  },
});
