import { expect, it } from 'vitest';
import { clientInfoMissing } from '../../../../../../engine/lint/rules/meta/client-info-missing.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const anonymous = {
  meta: Object.fromEntries(Object.entries(META).filter(([key]) => !key.endsWith('clientInfo'))),
  result: { tools: [] },
};

it('is content with clientInfo', () => {
  expect(findingsOf(clientInfoMissing, { result: { tools: [] } })).toEqual([]);
});

it('says it once a client', () => {
  const other = { ...anonymous, headers: { 'User-Agent': 'another' } };
  const found = findingsOf(clientInfoMissing, anonymous, anonymous, other, other);
  expect(found.map(({ severity, side }) => [severity, side])).toEqual([
    ['warning', 'client'],
    ['warning', 'client'],
  ]);
});

it('leaves a whole missing _meta to its own rule, and what was done on purpose', () => {
  expect(findingsOf(clientInfoMissing, { meta: null, result: { tools: [] } })).toEqual([]);
  expect(findingsOf(clientInfoMissing, { ...anonymous, row: { tampered: true } })).toEqual([]);
});
