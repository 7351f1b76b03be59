import { expect, it } from 'vitest';
import { lintDocument } from '../../../../cli/lint/lint-json.ts';
import { sampleReport } from './sample-report.ts';

it('has everything, and null for what is not there', () => {
  expect(
    JSON.parse(JSON.stringify(lintDocument(sampleReport({ muted: 2, mutedRules: ['a.b'] })))),
  ).toMatchObject({
    tool: { name: 'hopscope', version: '1.2.3' },
    capture: null,
    tour: true,
    instances: [
      { name: 'alpha', url: 'http://127.0.0.1:1/mcp', era: 'modern', exchanges: 18, problem: null },
      { name: 'beta', era: null },
    ],
    exchanges: 21,
    counts: { error: 2, warning: 1, note: 0 },
    muted: { count: 2, rules: ['a.b'] },
    failOn: 'error',
    exitCode: 1,
    rules: [
      {
        id: 'result.result-type-missing',
        severity: 'error',
        count: 2,
        instances: { alpha: 1, beta: 1 },
        findings: [
          { exchange: 7, instance: 'alpha', step: 'a foreign Origin', place: 'event:0:/result' },
          { exchange: 9, instance: 'beta', step: null },
        ],
      },
      { id: 'meta.server-info-missing', link: null, findings: [{ place: null }] },
    ],
  });
});
