import { expect, it } from 'vitest';
import { notImplemented } from '../../../../../../engine/lint/rules/discover/not-implemented.ts';
import { exchange, judged } from '../../../../../support/lint/exchange.ts';

const refused = () => exchange({ method: 'server/discover', error: { code: -32601 }, status: 404 });
const modern = () => exchange({ result: { tools: [] } });

it('is content with a server that has it', () => {
  expect(judged(notImplemented, modern(), { method: 'server/discover', result: {} })).toEqual([]);
});

it('finds a modern server without it, whichever shows first, and says it once', () => {
  const discover = refused();
  const one = { number: discover.number, finding: { severity: 'error', side: 'server' } };
  expect(judged(notImplemented, modern(), discover)).toMatchObject([one]);
  expect(judged(notImplemented, discover, modern(), modern())).toMatchObject([one]);
});

it('spares legacy servers, and other instances', () => {
  const legacy = exchange({ row: { era: 'legacy' }, result: {} });
  expect(judged(notImplemented, refused(), legacy)).toEqual([]);
  expect(judged(notImplemented, refused(), exchange({ row: { instanceId: 'beta' }, result: {} }))).toEqual(
    [],
  );
});
