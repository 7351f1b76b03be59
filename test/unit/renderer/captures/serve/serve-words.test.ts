import { describe, expect, it } from 'vitest';
import {
  askedMeaning,
  askedWords,
  countsWords,
  isThisMachine,
  servedWords,
} from '../../../../../renderer/captures/serve/serve-words.ts';
import type { MockAsked } from '../../../../../shared/model/mock.ts';
import { mockState } from '../../../../support/mock/mock-state.ts';

const asked = (part: Partial<MockAsked>): MockAsked => ({
  ...{ era: 'modern', method: 'tools/call', name: 'a', answered: 0, alike: 0, unmatched: 0, lastAt: 0 },
  ...part,
});

describe('words of a served recording', () => {
  it('count what was asked', () => {
    expect(countsWords({ answered: 0, repeated: 0, alike: 0, unmatched: 0, refused: 0 })).toBe(
      '0 answered, 0 not in the recording',
    );
    expect(countsWords({ answered: 1200, repeated: 3, alike: 2, unmatched: 1, refused: 4 })).toBe(
      '1,200 answered, 3 of them once more, 2 with the nearest answer, 1 not in the recording, 4 refused',
    );
  });

  it('say what is served and how', () => {
    expect(servedWords(mockState())).toBe(
      '1 recorded request, modern era · what is not recorded gets an error',
    );
    const all = { lenient: true, faults: true, record: true, instance: 'alpha', requests: 2 };
    expect(servedWords(mockState({ ...all, eras: ['modern', 'legacy'] }))).toBe(
      '2 recorded requests, modern and legacy era · only what alpha answered · what is not recorded gets the nearest answer · as slow and broken as recorded · recorded in Traffic',
    );
  });

  it('tell what became of a request', () => {
    const found = asked({ answered: 1, number: 1200 });
    expect([askedMeaning(found), askedWords(found)]).toEqual(['fine', 'Answered as #1,200 was.']);
    expect(askedWords({ ...found, answered: 2 })).toBe('Answered last as #1,200 was.');
    const near = asked({ answered: 1, alike: 1, number: 2, says: 'Nearly.' });
    expect([askedMeaning(near), askedWords(near)]).toEqual(['warning', 'Nearly.']);
    const lost = asked({ answered: 4, unmatched: 1, says: 'No.' });
    expect([askedMeaning(lost), askedWords(lost)]).toEqual(['fault', 'No.']);
    expect(askedWords(asked({ answered: 1 }))).toMatch(/by the mock itself/);
  });

  it('know the addresses of this machine', () => {
    expect(['localhost', ' 127.0.0.1', '127.9.0.1', '[::1]', '::1'].every(isThisMachine)).toBe(true);
    expect(['0.0.0.0', '::', '192.168.1.2', 'host.example'].some(isThisMachine)).toBe(false);
  });
});
