import { expect, it } from 'vitest';
import { caseRefused } from '../../../../../../engine/lint/rules/header/case-refused.ts';
import { headerMismatch } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import type { HeaderList } from '../../../../../../shared/model/headers.ts';

const LOWER: HeaderList = [
  ['mcp-protocol-version', '2026-07-28'],
  ['mcp-method', 'tools/list'],
];
const refused = (message: string, more: object = {}) =>
  ({ headerList: LOWER, ...headerMismatch(message), ...more }) as const;

it('is content with a server that takes any case', () => {
  expect(findingsOf(caseRefused, { headerList: LOWER, result: { tools: [] } })).toEqual([]);
});

it('finds a refusal that misses the header, or that a changed case alone can explain', () => {
  expect(findingsOf(caseRefused, refused('Mcp-Method header is missing'))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'header:mcp-method' },
  ]);
  expect(findingsOf(caseRefused, refused('Header mismatch', { row: { tampered: true } }))).toHaveLength(2);
});

it.each([
  ['a refusal that may have another reason', refused('Header mismatch')],
  ['a header that really is wrong', refused('Mcp-Method is missing', { headerList: [['mcp-method', 'x']] })],
  ['names in their usual case', refused('Mcp-Method is missing', { headerList: undefined })],
  ['a proxy that drops headers', refused('Mcp-Method is missing', { answerHeaders: { Via: '1.1 front' } })],
])('spares %s', (_, parts) => {
  expect(findingsOf(caseRefused, parts)).toEqual([]);
});
