import { expect, it } from 'vitest';
import { idForName, slugOf } from '../../../../shared/model/rule-id.ts';

it.each([
  ['Tool calls!', 'tool-calls'],
  ['  -- Zwölf/3 --', 'zwölf-3'],
  ['???', ''],
])('makes of %j the slug %j', (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

it('numbers an id that is taken, and keeps away from the word for what no rule took', () => {
  expect(idForName('Tool calls', [], 'rule')).toBe('tool-calls');
  expect(idForName('Tool calls', ['tool-calls', 'tool-calls-2'], 'rule')).toBe('tool-calls-3');
  expect(idForName('Otherwise', [], 'rule')).toBe('otherwise-2');
  expect(idForName('…', [], 'rule')).toBe('rule');
});

it('cuts a long name without leaving a hyphen at its end', () => {
  expect(idForName(`${'a'.repeat(59)} b`, [], 'rule')).toBe('a'.repeat(59));
});
