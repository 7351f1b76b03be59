import { expect, it } from 'vitest';
import { serverInfoMissing } from '../../../../../../engine/lint/rules/meta/server-info-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const anonymous = { result: { resultType: 'complete', tools: [] }, bare: true };

it('is content with serverInfo', () => {
  expect(findingsOf(serverInfoMissing, { result: { tools: [] } }, { error: { code: 1 } })).toEqual([]);
});

it('says it once an instance', () => {
  const other = { ...anonymous, row: { instanceId: 'beta' } };
  expect(findingsOf(serverInfoMissing, anonymous, anonymous, other)).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/result' },
    { severity: 'warning', side: 'server' },
  ]);
});

it('spares results answered as legacy', () => {
  expect(findingsOf(serverInfoMissing, { row: { era: 'legacy' }, result: {}, bare: true })).toEqual([]);
});
