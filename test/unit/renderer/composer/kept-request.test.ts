import { describe, expect, it } from 'vitest';
import { INITIAL_STATE } from '../../../../renderer/composer/composer-state.ts';
import {
  keepRequest,
  readKeptRequest,
  requestChanged,
  type KeptRequest,
} from '../../../../renderer/composer/kept-request.ts';

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
    text: () => kept,
  };
}

const WRITTEN: KeptRequest = {
  ...INITIAL_STATE,
  instanceIds: ['a', 'b'],
  chosenByHand: true,
  method: 'tools/call',
  subjects: { 'tools/call': 'basket_add' },
  texts: { 'tools/call basket_add': '{"sku":' },
  tamper: { headers: [{ op: 'drop', name: 'Mcp-Name' }], meta: {}, dropMeta: [] },
};

describe('the request that outlives its page', () => {
  it('comes back as it was, half-written texts too, and nothing else does', () => {
    const place = storage();
    keepRequest(place, { ...INITIAL_STATE, ...WRITTEN });
    const back = readKeptRequest(place);
    expect(back).toMatchObject({ texts: WRITTEN.texts, tamper: WRITTEN.tamper, instanceIds: ['a', 'b'] });
    expect(Object.keys(back)).not.toContain('listings');
    expect(Object.keys(back)).not.toContain('answers');
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['another shape', '[]'],
    ['a text that is none', JSON.stringify({ ...WRITTEN, texts: { 'tools/call x': 4 } })],
    ['options of another version', JSON.stringify({ ...WRITTEN, options: { logLevel: '' } })],
    ['tampering of another version', JSON.stringify({ ...WRITTEN, tamper: { headers: {} } })],
  ])('begins anew where there is %s', (_, text) => {
    expect(readKeptRequest(storage(text))).toEqual({});
  });

  it('breaks nothing where the storage is switched off', () => {
    const off = {
      getItem: (): string => {
        throw new Error('denied');
      },
      setItem: (): void => {
        throw new Error('full');
      },
    };
    expect(readKeptRequest(off)).toEqual({});
    keepRequest(off, WRITTEN);
  });

  it('knows what is worth keeping again', () => {
    expect(requestChanged(WRITTEN, WRITTEN)).toBe(false);
    expect(requestChanged({ ...WRITTEN, revision: '2025-11-25' }, WRITTEN)).toBe(true);
  });
});
