import { clientFaults } from '../../headers/client-faults.ts';
import { mirroredHeaders } from '../../headers/mirrored.ts';
import { encodeHeaderValue } from '../../../protocol/modern/header-value.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#value-encoding */
export const valueNotEncoded = rule({
  id: 'header.value-not-encoded',
  title: 'Value not encoded',
  checks:
    'A mirrored value that needs the Base64 form (not plain ASCII, padded, or like the sentinel) travels as it is.',
  spares: 'Bytes that an intermediary changed.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#value-encoding'),
  fix: 'Send such a value as =?base64?…?= with the Base64 of its UTF-8 bytes.',
  check(exchange, report, known) {
    for (const { line } of clientFaults(exchange, mirroredHeaders(exchange, known), 'not-encoded')) {
      const { fieldValue } = line;
      report({
        message: `${line.header} carries a value as it is that needs the Base64 form: it is not plain ASCII, has white space at an end, or looks as if it were encoded.`,
        place: `header:${line.header}`,
        expected: fieldValue === undefined ? '=?base64?…?=' : encodeHeaderValue(fieldValue),
        found: brief(line.value),
      });
    }
  },
});
