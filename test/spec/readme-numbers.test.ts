import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REQUIREMENTS } from './requirements.ts';
import type { Requirement } from './requirements/requirement.ts';
import { RULES } from './requirements/rules.ts';

/** The README's rows, and the demands that each counts. */
const ROWS: readonly (readonly [string, (one: Requirement) => boolean])[] = [
  ['checked by a rule', ({ status }) => status.kind === 'rule'],
  ['not visible in messages', ({ status }) => status.kind === 'invisible'],
  ['later: authorization', ({ status }) => status.kind === 'later'],
  ['all', () => true],
];

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

it.each(ROWS)('states how many demands are %s', (title, counts) => {
  const counted = REQUIREMENTS.filter(counts);
  const musts = counted.filter(({ level }) => level.startsWith('MUST')).length;
  const cells = [musts, counted.length - musts, counted.length].map(String);
  const row = readme.split('\n').find((line) => line.startsWith(`| ${title} `));
  expect(row?.split('|').map((cell) => cell.trim())).toEqual(['', title, ...cells, '']);
});

it('states how many rules there are', () => {
  expect(readme).toContain(`${String(Object.keys(RULES).length)} rules`);
});
