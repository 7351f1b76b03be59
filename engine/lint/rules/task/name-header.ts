import { HEADER } from '../../../../shared/spec/modern.ts';
import { clientFaults } from '../../headers/client-faults.ts';
import { mirrorsHeaders, type Mirrored } from '../../headers/mirrored.ts';
import { routingTable } from '../../../protocol/modern/routing-table.ts';
import { brief, rule, tasksPage } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

const METHODS: ReadonlySet<string> = new Set(['tasks/get', 'tasks/update', 'tasks/cancel']);

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#streamable-http-routing-headers */
export const nameHeader = rule({
  id: 'task.name-header',
  title: 'Mcp-Name is not the task’s id',
  checks:
    'The Mcp-Name header of tasks/get, tasks/update or tasks/cancel is missing, or is not the taskId of the body.',
  spares:
    'Base64 of the id, requests without a taskId, and headers that a proxy in between may have changed.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: tasksPage('streamable-http-routing-headers'),
  fix: 'Send Mcp-Name with the taskId, so that a load balancer can find the instance that has the task.',
  check(exchange, report) {
    const header = nameOf(exchange);
    if (!header?.fault) return;
    for (const { line } of clientFaults(exchange, [header], header.fault)) {
      const isMissing = header.fault === 'missing';
      report({
        message: isMissing
          ? `${exchange.method} has no Mcp-Name header.`
          : `The Mcp-Name header of ${exchange.method} does not name the task of the body.`,
        place: `header:${line.header}`,
        expected: brief(line.fieldValue),
        found: isMissing ? 'no such header' : brief(line.value),
      });
    }
  },
});

function nameOf(exchange: SeenExchange): Mirrored | undefined {
  const { message, headers } = exchange.request;
  if (!METHODS.has(exchange.method) || !mirrorsHeaders(exchange)) return undefined;
  const lines =
    exchange.routing.length > 0 ? exchange.routing : routingTable(headers, message?.value ?? null);
  const line = lines.find(({ header }) => header === HEADER.name);
  if (line?.fieldValue === undefined || line.verdict === 'match' || line.verdict === 'not-needed')
    return undefined;
  return { of: 'name', line, fault: line.verdict === 'missing' ? 'missing' : 'mismatch' };
}
