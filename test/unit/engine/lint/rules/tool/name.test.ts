import { expect, it } from 'vitest';
import { toolName } from '../../../../../../engine/lint/rules/tool/name.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it.each(['getUser', 'DATA_EXPORT_v2', 'admin.tools.list', 'a', '9-x', 'a'.repeat(128)])(
  'takes %s',
  (name) => {
    expect(findingsOf(toolName, { result: { tools: [{ name }] } })).toEqual([]);
  },
);

it.each(['', 'a'.repeat(129), 'get user', 'a/b', 'größe', 'a,b', 'a\n'])('warns of %j', (name) => {
  const [finding, ...more] = findingsOf(toolName, { result: { tools: [{ name: 'ok' }, { name }] } });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'warning',
    side: 'server',
    pointer: 'event:0:/result/tools/1/name',
  });
});
