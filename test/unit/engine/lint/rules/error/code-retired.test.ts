import { expect, it } from 'vitest';
import { codeRetired } from '../../../../../../engine/lint/rules/error/code-retired.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const modern = { result: { tools: [] } };

it.each([-32602, -32001])('is content with %i', (code) => {
  expect(findingsOf(codeRetired, modern, { error: { code }, status: 400 })).toEqual([]);
});

it.each([-32002, -32042])('finds %i', (code) => {
  expect(findingsOf(codeRetired, modern, { error: { code }, status: 400 })).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/error/code', found: String(code) },
  ]);
});

it('spares servers that nobody knows to be modern, and legacy sessions', () => {
  const error = { code: -32002 };
  expect(findingsOf(codeRetired, { error, status: 400 })).toEqual([]);
  expect(findingsOf(codeRetired, modern, { error, status: 400, row: { era: 'legacy' } })).toEqual([]);
});
