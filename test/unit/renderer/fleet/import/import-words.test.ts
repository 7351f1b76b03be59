import { expect, it } from 'vitest';
import {
  foundSentence,
  headerNames,
  outcomeSentence,
} from '../../../../../renderer/fleet/import/import-words.ts';
import type { ImportOutcome } from '../../../../../renderer/fleet/import/import-store.ts';
import type { ImportEntry } from '../../../../../shared/model/import-preview.ts';

const good: ImportEntry = { name: 'a', instance: { name: 'a', url: 'http://x/', headers: [] }, notes: [] };
const bad: ImportEntry = { name: 'b', notes: [], problem: 'No.' };

it.each([
  [[], 'f (VS Code) names no server.'],
  [[good], 'f (VS Code) names one server, which can be added.'],
  [[bad], 'f (VS Code) names one server, which cannot be added.'],
  [[good, good], 'f (VS Code) names 2 servers, all of which can be added.'],
  [[good, bad, good], 'f (VS Code) names 3 servers, 2 of which can be added.'],
  [[bad, bad], 'f (VS Code) names 2 servers, none of which can be added.'],
])('says what was found', (entries, sentence) => {
  expect(foundSentence({ source: 'f', preview: { format: 'VS Code', entries } })).toBe(sentence);
});

it('says how the adding goes', () => {
  const outcomes = (...list: readonly ImportOutcome[]) => new Map(list.entries());
  expect(outcomeSentence(outcomes())).toBe('');
  expect(outcomeSentence(outcomes({ state: 'added' }, { state: 'adding' }))).toBe(
    '1 instance added, adding.',
  );
  expect(
    outcomeSentence(outcomes({ state: 'added' }, { state: 'added' }, { state: 'failed', message: 'x' })),
  ).toBe('2 instances added, 1 not added: see there.');
});

it('names headers without their values', () => {
  const headers = [
    ['A', 'secret'],
    ['B', 'x'],
  ] as const;
  expect(headerNames({ headers })).toBe('the headers A, B');
  expect(headerNames({ headers: [['A', 'secret']] })).toBe('the header A');
  expect(headerNames(undefined)).toBe('');
});
