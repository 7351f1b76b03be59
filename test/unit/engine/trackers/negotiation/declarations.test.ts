import { expect, it } from 'vitest';
import { Declarations } from '../../../../../engine/trackers/negotiation/declarations.ts';
import type { JsonObject } from '../../../../../shared/model/json.ts';

const ROOTS = 'client-capability roots';

function heard(...statements: readonly (readonly [number, JsonObject])[]): Declarations {
  const declarations = new Declarations('client-capability');
  for (const [number, capabilities] of statements) {
    declarations.hear('request', capabilities, { number, at: number * 10 });
  }
  return declarations;
}

function stepsOf(declarations: Declarations): readonly (readonly [number, boolean])[] {
  return declarations.cell('p', ROOTS).history.map(({ since, declared }) => [since, declared]);
}

it('takes what comes late for what held then', () => {
  const changed = heard([1, { roots: {} }], [10, {}], [5, { roots: {} }]);
  expect(stepsOf(changed)).toEqual([
    [1, true],
    [10, false],
  ]);
  expect(changed.said('request')?.has(ROOTS)).toBe(false);
});

it('puts in what was said in between and comes late', () => {
  const between = heard([1, {}], [9, {}], [5, { roots: {} }]);
  expect(stepsOf(between)).toEqual([
    [1, false],
    [5, true],
    [9, false],
  ]);
  expect(between.cell('p', ROOTS).state).toBe('absent');
});

it('keeps the first and the latest of many changes', () => {
  const fickle = heard(
    ...Array.from({ length: 100 }, (_, at) => [at, at % 2 === 0 ? { roots: {} } : {}] as const),
  );
  const { history, historyLeftOut } = fickle.cell('p', ROOTS);
  expect(history.map(({ since }) => since)).toEqual([0, ...Array.from({ length: 19 }, (_, at) => 81 + at)]);
  expect(historyLeftOut).toBe(80);
});

it('reads without taking note', () => {
  const declarations = heard();
  expect(declarations.read({ roots: {} }).has(ROOTS)).toBe(true);
  expect(declarations.said('request')).toBeUndefined();
  expect(declarations.rows).toEqual([]);
});
