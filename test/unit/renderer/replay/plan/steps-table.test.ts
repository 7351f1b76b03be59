import { expect, it } from 'vitest';
import { lineAt } from '../../../../../renderer/replay/plan/steps-table.tsx';

const TITLES = { held: 'Held', all: 'All' };

it('puts held steps on top, each part under its title', () => {
  const lines = Array.from({ length: 6 }, (_, row) => lineAt(row, 2, TITLES));
  expect(lines).toEqual([
    { kind: 'section', title: 'Held' },
    { kind: 'held', index: 0 },
    { kind: 'held', index: 1 },
    { kind: 'section', title: 'All' },
    { kind: 'step', index: 0 },
    { kind: 'step', index: 1 },
  ]);
});

it('has no titles where nothing is held', () => {
  expect(lineAt(0, 0, TITLES)).toEqual({ kind: 'step', index: 0 });
});
