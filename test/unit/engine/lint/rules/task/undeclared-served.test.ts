import { expect, it } from 'vitest';
import { undeclaredServed } from '../../../../../../engine/lint/rules/task/undeclared-served.ts';
import { META, findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { cancels, discovers, polls } from '../../../../../support/lint/tasks.ts';

const undeclared = { meta: META };

it('finds task methods that are served, or refused otherwise', () => {
  expect(findingsOf(undeclaredServed, polls(0, {}, undeclared), cancels(1, undeclared))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result', expected: 'an error -32021' },
    { found: 'a result' },
  ]);
  expect(findingsOf(undeclaredServed, discovers('alpha', 'x'), polls(0, -32602, undeclared))).toMatchObject([
    { pointer: 'event:0:/error/code', found: 'an error -32602' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['clients that declare it', [polls(0)]],
  ['the right error', [discovers('alpha', 'x'), polls(0, -32021, undeclared)]],
  ['servers without tasks', [polls(0, -32601, undeclared)]],
  ['other errors', [discovers('alpha', 'x'), polls(0, -32020, undeclared)]],
])('spares %s', (_, parts) => {
  expect(findingsOf(undeclaredServed, ...parts)).toEqual([]);
});
