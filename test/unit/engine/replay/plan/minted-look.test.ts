import { describe, expect, it } from 'vitest';
import {
  areRelated,
  isCursorKey,
  isHandleKey,
  isRandom,
  lookOf,
  tokensOf,
} from '../../../../../engine/replay/plan/minted-look.ts';

describe('lookOf', () => {
  it.each([
    '3f2b8c1e-5a7d-4c9b-8e21-0d6f4a2b9c13',
    'bsk_2da3b5555e9c164534dd',
    'tsk_182a8b07dd1ac683a379790c8596de77',
    'eyJhdCI6MTAsIm9mIjoiLUF2cE1wSjUifQ',
    'V1StGXR8_Z5jdHi6B-myT',
    '471100889912',
    'report://9f8e7d6c5b4a',
    '01HZX3K8QF7V2M4N6P8R0S2T4W',
  ])('takes %s for one that is made up', (value) => {
    expect(lookOf(value)).toBe('strong');
  });

  it.each([
    ['TEA-001', 'medium'],
    ['ord-17', 'medium'],
    ['config://shop', 'medium'],
    ['version2', 'medium'],
    ['getUserByIdV2', 'medium'],
    ['eu-north', 'weak'],
    ['a-name-that-is-long-and-has-only-words-in-it', 'weak'],
    [42, 'weak'],
    ['a', 'weak'],
    ['2026-11-23T10:00:00.123Z', 'time'],
    ['2026-11-23', 'none'],
    ['The fix is reviewed', 'none'],
    ['', 'none'],
    [Number.NaN, 'none'],
  ] as const)('sees that %s looks %s', (value, look) => {
    expect(lookOf(value)).toBe(look);
  });

  it('knows a state of any length', () => {
    expect(isRandom(`v1.${'eyJwIjp7ImVudmlyb25tZW50Ijoic3RhZ2luZyJ9'.repeat(50)}`)).toBe(true);
  });
});

describe('tokensOf', () => {
  it('parts a text where values end', () => {
    const texts = (text: string): string[] => tokensOf(text).map((token) => token.text);
    expect(texts('Created basket bsk_12ab.')).toEqual(['Created', 'basket', 'bsk_12ab']);
    expect(texts('order://8891/items?page=abcd&x=1')).toEqual(['order', '8891', 'items', 'abcd']);
    expect(texts('{"id":"q-1234"}')).toEqual(['q-1234']);
  });

  it('says where each part begins', () => {
    const text = 'See id=bsk_12ab, please';
    for (const token of tokensOf(text)) expect(text.slice(token.at)).toMatch(new RegExp(`^${token.text}`));
  });
});

describe('names of members', () => {
  it.each([
    ['basketId', 'basket_id'],
    ['id', 'orderId'],
    ['order', 'orderId'],
    ['nextCursor', 'cursor'],
    ['uri', 'reportUri'],
    ['orders', 'order'],
  ])('relates %s and %s', (minted, asked) => {
    expect(areRelated(minted, asked)).toBe(true);
  });

  it.each([
    ['quantity', 'orderId'],
    ['name', 'id'],
    ['', 'id'],
    ['version', 'sku'],
  ])('does not relate %s and %s', (minted, asked) => {
    expect(areRelated(minted, asked)).toBe(false);
  });

  it('knows names that name things', () => {
    for (const key of ['id', 'orderId', 'task_id', 'uri', 'ticket', 'sessionToken'])
      expect(isHandleKey(key)).toBe(true);
    for (const key of ['quantity', 'valid', 'grid', 'name', 'totalCents'])
      expect(isHandleKey(key)).toBe(false);
    expect(['nextCursor', 'pageToken', 'page_token'].every(isCursorKey)).toBe(true);
    expect(isCursorKey('page')).toBe(false);
  });
});
