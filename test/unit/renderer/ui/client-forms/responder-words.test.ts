import { expect, it } from 'vitest';
import {
  cannedStart,
  modeWords,
  RESPONDER_MODES,
  withResponder,
} from '../../../../../renderer/ui/client-forms/responder-words.ts';
import { INPUT_KINDS } from '../../../../../shared/model/input.ts';

it('says something else for each mode', () => {
  for (const kind of INPUT_KINDS) {
    const words = RESPONDER_MODES.map((mode) => modeWords(kind, { mode }));
    expect(new Set(words).size).toBe(RESPONDER_MODES.length);
    expect(modeWords(kind, undefined)).toBe(words[0]);
  }
});

it('replaces one kind and leaves the others', () => {
  const before = { roots: { mode: 'accept' }, sampling: { mode: 'ask' } } as const;
  expect(withResponder(before, 'sampling', cannedStart('sampling'))).toMatchObject({
    roots: { mode: 'accept' },
    sampling: { mode: 'canned', result: { role: 'assistant' } },
  });
  expect(withResponder(before, 'roots', undefined)).toEqual({ sampling: { mode: 'ask' } });
});
