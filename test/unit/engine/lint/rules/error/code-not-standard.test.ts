import { expect, it } from 'vitest';
import { codeNotStandard } from '../../../../../../engine/lint/rules/error/code-not-standard.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const list = {
  method: 'prompts/list',
  result: { prompts: [{ name: 'greet', arguments: [{ name: 'who', required: true }, { name: 'how' }] }] },
};
const get = (args: Record<string, string>, code: number) => ({
  method: 'prompts/get',
  params: { name: 'greet', arguments: args },
  error: { code },
  status: 400,
});

it('is content with -32602', () => {
  expect(findingsOf(codeNotStandard, list, get({}, -32602))).toEqual([]);
});

it('finds a missing argument that is refused in another way', () => {
  expect(findingsOf(codeNotStandard, list, get({ how: 'x' }, -32600))).toMatchObject([
    { severity: 'warning', side: 'server', expected: '-32602', found: '-32600' },
  ]);
});

it('finds a log level that is refused in another way', () => {
  const meta = { ...META, 'io.modelcontextprotocol/logLevel': 'loud' };
  expect(findingsOf(codeNotStandard, list, { meta, error: { code: -32600 }, status: 400 })).toHaveLength(1);
});

it('spares codes of applications, internal errors, and requests that nothing is wrong with', () => {
  expect(findingsOf(codeNotStandard, list, get({}, 1001), get({}, -32603))).toEqual([]);
  expect(findingsOf(codeNotStandard, list, get({ who: 'x' }, -32600))).toEqual([]);
  expect(findingsOf(codeNotStandard, get({}, -32600))).toEqual([]);
});
