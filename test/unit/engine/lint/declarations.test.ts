import { expect, it } from 'vitest';
import { Declarations, keyOf } from '../../../../engine/lint/declarations.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

const discover = (more: ExchangeParts = {}) =>
  exchange({ method: 'server/discover', result: { capabilities: { tools: {} } }, ...more });

it('remembers what an instance declared to the same credentials', () => {
  const declarations = new Declarations();
  declarations.learn(discover({ headers: { Authorization: 'Bearer a' } }));
  expect(declarations.of(exchange({ headers: { Authorization: 'Bearer a' } }))).toEqual({ tools: {} });
  expect(declarations.of(exchange({ headers: { Authorization: 'Bearer b' } }))).toBeUndefined();
  expect(
    declarations.of(exchange({ headers: { Authorization: 'Bearer a' }, row: { instanceId: 'beta' } })),
  ).toBeUndefined();
});

it('remembers the latest, and under another key where one is given', () => {
  const declarations = new Declarations();
  declarations.learn(discover(), 'mine');
  expect(declarations.of(exchange())).toBeUndefined();
  declarations.learn(discover({ result: { capabilities: {} } }), 'mine');
  expect(declarations.of(exchange(), 'mine')).toEqual({});
});

it('learns nothing from refusals, other methods and what was not read to its end', () => {
  const declarations = new Declarations();
  declarations.learn(discover({ error: { code: 1 } }));
  declarations.learn(exchange({ result: { capabilities: {} } }));
  declarations.learn({ ...discover(), partial: true });
  expect(declarations.of(exchange())).toBeUndefined();
});

it('forgets the oldest', () => {
  const declarations = new Declarations();
  const seen = discover();
  for (let at = 0; at < 5001; at += 1) declarations.learn(seen, String(at));
  expect(declarations.of(seen, '0')).toBeUndefined();
  expect(declarations.of(seen, '1')).toBeDefined();
  expect(keyOf(seen)).toBe(keyOf(exchange()));
});
