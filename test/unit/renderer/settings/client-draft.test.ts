import { describe, expect, it } from 'vitest';
import { draftOf, idleSentence, isChanged, settingsOf } from '../../../../renderer/settings/client-draft.ts';
import { DEFAULT_CLIENT_SETTINGS, type ClientSettings } from '../../../../shared/model/input.ts';

const SETTINGS: ClientSettings = {
  capabilities: { elicitation: { form: {} }, extensions: { 'com.example/odd': { a: [1] } } },
  roots: [{ uri: 'file:///srv', name: 'srv' }],
  responders: { roots: { mode: 'accept' } },
};

describe('the fields', () => {
  it('give back what they were made from, unknown extensions included', () => {
    expect(settingsOf(draftOf(SETTINGS))).toEqual({ ok: true, value: SETTINGS });
    expect(isChanged(draftOf(SETTINGS), SETTINGS)).toBe(false);
  });

  it('tell what was changed, in any of the three', () => {
    const draft = draftOf(SETTINGS);
    expect(isChanged({ ...draft, capabilities: '{}' }, SETTINGS)).toBe(true);
    expect(isChanged({ ...draft, roots: [] }, SETTINGS)).toBe(true);
    expect(isChanged({ ...draft, responders: {} }, SETTINGS)).toBe(true);
    // Another spelling of the same JSON is nothing to save.
    const spelt = JSON.stringify(SETTINGS.capabilities);
    expect(isChanged({ ...draft, capabilities: spelt }, SETTINGS)).toBe(false);
  });

  it('are not saved while the capabilities are no JSON object', () => {
    const draft = { ...draftOf(SETTINGS), capabilities: '{"a":' };
    expect(settingsOf(draft)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('not JSON') as string,
    });
    expect(isChanged(draft, SETTINGS)).toBe(true);
  });
});

it('says where roots are given out by nobody’s asking', () => {
  expect(idleSentence(draftOf(SETTINGS))).toContain('not declared');
  expect(idleSentence(draftOf({ ...SETTINGS, capabilities: { roots: {} } }))).toBeUndefined();
  expect(idleSentence(draftOf(DEFAULT_CLIENT_SETTINGS))).toBeUndefined();
});
