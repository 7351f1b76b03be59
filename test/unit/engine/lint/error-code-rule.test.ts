import { expect, it } from 'vitest';
import { codeRule } from '../../../../engine/lint/error-code-rule.ts';
import { findingsOf } from '../../../support/lint/exchange.ts';

const odd = codeRule({
  id: 'error.odd',
  title: 'Odd',
  checks: 'Something.',
  spares: 'Nobody.',
  severity: 'warning',
  fix: 'Use an even one.',
  concerns: (code, { method }) => code % 2 !== 0 && method !== 'ping',
  message: (code) => `${String(code)} is odd.`,
  expected: (code) => String(code + 1),
});

it('judges codes of servers that are known to be modern', () => {
  const modern = { result: {} };
  expect(findingsOf(odd, { error: { code: 1 } })).toEqual([]);
  expect(findingsOf(odd, modern, { error: { code: 2 } }, { method: 'ping', error: { code: 1 } })).toEqual([]);
  expect(findingsOf(odd, modern, { error: { code: 1 } })).toMatchObject([
    { rule: 'error.odd', message: '1 is odd.', pointer: 'event:0:/error/code', expected: '2', found: '1' },
  ]);
});
