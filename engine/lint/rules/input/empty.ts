import { inputRequiredOf } from '../../asked-input.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#server-requirements-basic-workflow */
export const empty = rule({
  id: 'input.empty',
  title: 'Asks for nothing',
  checks: 'An input_required result has neither inputRequests nor requestState.',
  spares: 'An empty inputRequests beside a requestState.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/mrtr#server-requirements-basic-workflow'),
  fix: 'Add inputRequests, or a requestState that the retry is to bring back.',
  check(exchange, report) {
    const input = inputRequiredOf(exchange);
    if (!input) return;
    const { inputRequests, requestState } = input.result;
    if (inputRequests !== undefined || requestState !== undefined) return;
    report({
      message: 'The result asks for input and has neither inputRequests nor requestState.',
      place: input.place,
      expected: 'inputRequests or requestState',
      found: 'neither',
    });
  },
});
