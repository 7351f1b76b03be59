import { expect, it } from 'vitest';
import { undeclared } from '../../../../../../engine/lint/rules/task/undeclared.ts';
import { META, findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates } from '../../../../../support/lint/tasks.ts';

it('finds a task for a request that does not declare the extension', () => {
  expect(findingsOf(undeclared, creates({}, { meta: META }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result' },
  ]);
  // What the client declared before does not count.
  expect(findingsOf(undeclared, creates(), creates({}, { meta: META }))).toHaveLength(1);
});

it('spares requests that do, and ordinary results', () => {
  const ordinary = creates({}, { meta: META, result: { content: [] } });
  expect(findingsOf(undeclared, creates(), ordinary)).toEqual([]);
});
