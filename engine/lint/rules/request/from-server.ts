import { page, rule } from '../../rule.ts';

/**
 * On the pipe of a process that Hopscope itself started the channel says it as it happens, with this rule's id: see
 * engine/client/stdio-modern.ts.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns
 */
export const fromServer = rule({
  id: 'request.from-server',
  title: 'Server sent a request',
  checks: 'A server wrote a JSON-RPC request on any stream instead of asking in a result.',
  spares: 'Legacy sessions, where this was how it was done.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/index'),
  fix: 'Ask for input in an input_required result. Servers of this revision send no requests.',
  check({ messages, transport, origin }, report) {
    if (transport === 'stdio' && origin !== 'gateway') return;
    for (const { from, method, id, place } of messages) {
      if (from !== 'server' || method === undefined || id === undefined) continue;
      if (method.startsWith('notifications/')) continue;
      report({
        message: `The server sent a request of its own, ${method}. In this revision it asks for input in the result of the client’s request.`,
        place,
        expected: 'a notification, or the answer',
        found: `the request ${method}`,
      });
    }
  },
});
