import { expect, it } from 'vitest';
import { checkDocument } from '../../../../cli/tasks/check-json.ts';
import { checkReport } from './sample-check.ts';

it('has the matrix cell by cell, by the names of the instances', () => {
  expect(checkDocument(checkReport())).toEqual({
    tool: { name: 'hopscope', version: '1.2.3' },
    capture: 'monday.hopscope',
    state: 'done',
    verdict: 'violated',
    says: 'Violated in “Get at once”, on beta.',
    exitCode: 1,
    work: { tool: 'render_report', args: { pages: 3 } },
    instances: [
      { name: 'alpha', url: 'http://a/mcp' },
      { name: 'beta', url: null },
    ],
    cells: [
      {
        step: 'create',
        instance: 'alpha',
        verdict: 'ok',
        says: 'It handed out the task t-1: working.',
        exchanges: [3],
      },
      { step: 'get-at-once', instance: 'alpha', verdict: 'ok', says: 'It knows the task.', exchanges: [4] },
      {
        step: 'get-at-once',
        instance: 'beta',
        verdict: 'violated',
        says: 'It does not know <the> task.',
        exchanges: [5],
      },
      ...['alpha', 'beta'].map((instance) => ({
        step: 'creator-down',
        instance,
        verdict: 'not-applicable',
        says: 'Hopscope does not run alpha.',
        exchanges: [],
      })),
    ],
    tasks: [{ taskId: 't-1', tool: 'render_report', exchange: 3 }],
  });
});
