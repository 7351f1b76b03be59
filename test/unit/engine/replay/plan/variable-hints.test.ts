import { expect, it } from 'vitest';
import { VariableHints } from '../../../../../engine/replay/plan/variable-hints.ts';

it('names hosts, dates and tokens in requests, the most frequent first, with the steps that carry them', () => {
  const hints = new VariableHints();
  hints.learn(1, { arguments: { since: '2026-11-23', url: 'see https://shop.example:8443/a and more' } });
  hints.learn(2, {
    arguments: { since: '2026-11-23', apiKey: 'hunter2', token: `eyJ${'a'.repeat(12)}.b.c` },
  });
  expect(hints.list(new Set())).toEqual([
    { kind: 'date', recorded: '2026-11-23', steps: [1, 2], count: 2 },
    { kind: 'host', recorded: 'https://shop.example:8443', steps: [1], count: 1 },
    { kind: 'token', recorded: 'hunter2', steps: [2], count: 1 },
    { kind: 'token', recorded: `eyJ${'a'.repeat(12)}.b.c`, steps: [2], count: 1 },
  ]);
});

it('counts a step once, names twenty of them, and leaves out what flows and what belongs to the protocol', () => {
  const hints = new VariableHints();
  for (let number = 1; number <= 30; number += 1) {
    hints.learn(number, { name: 'x', _meta: { version: '2026-07-28' }, a: '2026-01-01', b: '2026-01-01' });
  }
  hints.learn(31, { b: '2026-02-02' });
  const [first, ...others] = hints.list(new Set(['2026-02-02']));
  expect(others).toEqual([]);
  expect(first).toMatchObject({ recorded: '2026-01-01', count: 30 });
  expect(first?.steps).toHaveLength(20);
});
