import type { RoutingLine } from '../../shared/model/exchange.ts';
import { headerValue, type HeaderList } from '../../shared/model/headers.ts';
import {
  ROUTING_VERDICTS,
  type RoutingCase,
  type RoutingReport,
  type RoutingVerdict,
} from '../../shared/model/routing-case.ts';
import { HEADER } from '../../shared/spec/modern.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';
import { decodeHeaderValue } from '../protocol/modern/header-value.ts';
import { nameTwinOf } from '../protocol/json-rpc.ts';
import { routingTable } from '../protocol/modern/routing-table.ts';
import { clientLabel, createClientBook, type ClientBook } from './client-book.ts';
import { cut } from './routing/describe-faults.ts';
import { isRouted, judgeRouting } from './routing/judge-routing.ts';
import { createToolSchemas } from './routing/tool-schemas.ts';
import type { Tracker } from './tracker.ts';

/** The latest so many are kept of each verdict: more of those that somebody has to look at. */
const KEPT: Readonly<Record<RoutingVerdict, number>> = {
  'executed-other': 500,
  'accepted-missing': 300,
  'refused-truth': 300,
  'refused-unclear': 100,
  'refused-otherwise': 200,
  refused: 100,
  unanswered: 100,
  agrees: 50,
};

/** What intermediaries saw beside what bodies say, and what servers did. */
export function createRoutingTracker(): Tracker<RoutingReport> {
  const counts = Object.fromEntries(ROUTING_VERDICTS.map((verdict) => [verdict, 0])) as Record<
    RoutingVerdict,
    number
  >;
  const kept = new Map<RoutingVerdict, RoutingCase[]>(ROUTING_VERDICTS.map((verdict) => [verdict, []]));
  const schemas = createToolSchemas();
  const clients = createClientBook();
  let notApplicable = 0;

  return {
    observe(exchange) {
      const found = caseOf(exchange, schemas.of(exchange), clients);
      schemas.learn(exchange);
      if (!found) {
        notApplicable += 1;
        return;
      }
      const { verdict } = found;
      counts[verdict] += 1;
      const cases = kept.get(verdict) ?? [];
      cases.push(found);
      // Now and then, so that not each case moves all others.
      if (cases.length >= 2 * KEPT[verdict]) cases.splice(0, cases.length - KEPT[verdict]);
    },
    report() {
      const cases = ROUTING_VERDICTS.flatMap((verdict) =>
        (kept.get(verdict) ?? []).slice(-KEPT[verdict]).sort((one, other) => other.number - one.number),
      );
      const total = ROUTING_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
      return { counts: { ...counts }, notApplicable, cases, total };
    },
  };
}

/** The part of a report that a screen asks for. Pure. */
export function routingPage(
  report: RoutingReport,
  { limit, verdict }: { readonly limit: number; readonly verdict?: RoutingVerdict | undefined },
): RoutingReport {
  const wanted =
    verdict === undefined ? report.cases : report.cases.filter((each) => each.verdict === verdict);
  return {
    ...report,
    cases: wanted.slice(0, Math.max(0, limit)),
    total: verdict === undefined ? report.total : report.counts[verdict],
  };
}

function caseOf(
  exchange: SeenExchange,
  schema: ReturnType<ReturnType<typeof createToolSchemas>['of']>,
  clients: ClientBook,
): RoutingCase | undefined {
  const client = clients.of(exchange);
  if (!isRouted(exchange)) return undefined;
  const { lines, schemaKnown } = linesOf(exchange, schema);
  const judged = judgeRouting(exchange, lines, schemaKnown);
  if (!judged) return undefined;
  const { headers, message } = exchange.request;
  const body = nameTwinOf(message?.value) ?? { method: '', name: '' };
  const code = exchange.answer?.error?.['code'];
  return {
    number: exchange.number,
    at: exchange.startedAt,
    instanceId: exchange.instanceId,
    instanceName: exchange.instanceName,
    client: clientLabel(client),
    verdict: judged.verdict,
    header: {
      method: cut(headerValue(headers, HEADER.method) ?? ''),
      name: cut(readable(headerValue(headers, HEADER.name) ?? '')),
    },
    body: { method: cut(body.method), name: cut(body.name) },
    lines: lines.map(shortened),
    ...(exchange.response && { status: exchange.response.status }),
    ...(typeof code === 'number' && { errorCode: code }),
    ...(wasOnPurpose(exchange) && { onPurpose: true }),
    says: judged.says,
  };
}

/** A gateway does not know the tools' schemas when it records; by now the capture may have told them. */
function linesOf(
  { routing, request }: SeenExchange,
  schema: ReturnType<ReturnType<typeof createToolSchemas>['of']>,
): { readonly lines: readonly RoutingLine[]; readonly schemaKnown: boolean } {
  if (routing.some(({ field }) => field?.startsWith('params.arguments.'))) {
    return { lines: routing, schemaKnown: true };
  }
  if (schema === undefined) return { lines: routing, schemaKnown: false };
  const body = request.message?.value;
  if (schema === true || body === undefined) return { lines: routing, schemaKnown: true };
  return { lines: routingTable(request.headers, body, schema), schemaKnown: true };
}

/** A gateway's fault may also have changed a header of the answer: then the mirrored ones are as the client sent them. */
function wasOnPurpose({ tampered, gateway, request }: SeenExchange): boolean {
  if (tampered) return true;
  if (!gateway?.faults.some(({ kind }) => kind === 'header')) return false;
  const sent = gateway.client?.request.headers;
  return sent === undefined || mirrored(sent) !== mirrored(request.headers);
}

function mirrored(headers: HeaderList): string {
  return JSON.stringify(headers.filter(([name]) => /^mcp-/i.test(name)));
}

function readable(value: string): string {
  const decoded = decodeHeaderValue(value);
  return decoded.ok ? decoded.value : value;
}

function shortened(line: RoutingLine): RoutingLine {
  return {
    ...line,
    note: cut(line.note),
    ...(line.value !== undefined && { value: cut(line.value) }),
    ...(line.decoded !== undefined && { decoded: cut(line.decoded) }),
    ...(line.fieldValue !== undefined && { fieldValue: cut(line.fieldValue) }),
  };
}
