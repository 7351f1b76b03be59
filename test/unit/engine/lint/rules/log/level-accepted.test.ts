import { expect, it } from 'vitest';
import { levelAccepted } from '../../../../../../engine/lint/rules/log/level-accepted.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const discovered = { method: 'server/discover', result: { capabilities: { logging: {} } } };

function asking(level: unknown) {
  return {
    meta: { ...META, 'io.modelcontextprotocol/logLevel': level as string },
    result: { tools: [] },
  };
}

it('finds a level that does not exist and is taken', () => {
  expect(findingsOf(levelAccepted, discovered, asking('loud'), asking(7))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/result' },
    {},
  ]);
});

it('is content with known levels and with refusals', () => {
  const refused = { ...asking('loud'), result: undefined, error: { code: -32602 } };
  expect(findingsOf(levelAccepted, discovered, asking('debug'), {}, refused as never)).toEqual([]);
});

it('leaves servers alone that do not log, or do not say', () => {
  const silent = { method: 'server/discover', result: { capabilities: { tools: {} } } };
  expect(findingsOf(levelAccepted, asking('loud'))).toEqual([]);
  expect(findingsOf(levelAccepted, silent, asking('loud'))).toEqual([]);
});
