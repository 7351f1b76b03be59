import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { HEADER, META } from '../../../../shared/spec/modern.ts';
import { refusedForCase } from '../../headers/refused-truth.ts';
import type { Knowledge } from '../../knowledge.ts';
import { brief, jsonOf, page, rule, type Report } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { codeOf } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes */
export const codeMisused = rule({
  id: 'error.code-misused',
  title: 'Defined code for something else',
  checks:
    'A defined code contradicts its exchange: HeaderMismatch where all matches, an unsupported version that is in its own list.',
  spares:
    'Headers that an intermediary changed on the way; Mcp-Param headers of a tool list that was not recorded.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#error-codes'),
  fix: 'Use a defined code only for what the specification defines it for.',
  check(exchange, report, known) {
    const code = codeOf(exchange.answer);
    if (code === -32020) checkMismatch(exchange, report, known);
    else if (code === -32022) checkVersion(exchange, report);
  },
});

/** HeaderMismatch although each header is there and is, as it stands, what the body says. */
function checkMismatch(exchange: SeenExchange, report: Report, known: Knowledge): void {
  const { answer, routing, gateway, transport, method, request, instanceId } = exchange;
  if (!answer || transport === 'stdio' || routing.length === 0) return;
  // What the server saw is not what we saw.
  if (gateway?.faults.some(({ kind }) => kind === 'header')) return;
  const clean = routing.every(({ verdict, decoded }) => verdict === 'match' && decoded === undefined);
  if (!clean || request.headers.some(([name]) => name.toLowerCase().startsWith(PARAM))) return;
  // A tool may ask for headers of its own; only its entry in the list tells.
  if (method === 'tools/call') {
    const name = request.message?.params['name'];
    const listed = typeof name === 'string' ? known.instance(instanceId).tools.get(name) : undefined;
    if (!listed || jsonOf(listed.entry).includes('x-mcp-header')) return;
  }
  // That has a rule of its own.
  if (refusedForCase(exchange, known).length > 0) return;
  report({
    message:
      'The server refused the request with HeaderMismatch, although its headers say what its body says.',
    place: placeIn(answer.place, 'error', 'code'),
    expected: 'HeaderMismatch only where a header is missing or differs',
    found: '-32020',
  });
}

const PARAM = HEADER.paramPrefix.toLowerCase();

/** A version that its own list of supported ones has. */
function checkVersion({ answer, meta, routing }: SeenExchange, report: Report): void {
  const data = answer?.error?.['data'];
  const asked = meta[META.protocolVersion];
  const supported = isJsonObject(data) ? data['supported'] : undefined;
  if (!answer || typeof asked !== 'string' || !Array.isArray(supported)) return;
  if (!(supported as readonly unknown[]).includes(asked)) return;
  // The header may have named another one.
  if (routing.some(({ header, verdict }) => header === HEADER.protocolVersion && verdict !== 'match')) return;
  report({
    message: `The server refused revision ${asked} as unsupported and lists it among the supported ones.`,
    place: placeIn(answer.place, 'error', 'data', 'supported'),
    expected: `a list without ${asked}`,
    found: brief(supported),
  });
}
