import { describe, expect, it } from 'vitest';
import { comparedParams, nameOf, orderedJson, requestKey } from '../../../../engine/mock/request-key.ts';
import { META } from '../../../../shared/spec/modern.ts';

describe('requestKey', () => {
  const params = {
    name: 'x',
    arguments: { a: 1, b: [1, 2] },
    _meta: { [META.protocolVersion]: '2026-07-28' },
  };

  it('is equal whatever the order of members, and other for other values, orders of lists and methods', () => {
    const same = { _meta: params._meta, arguments: { b: [1, 2], a: 1 }, name: 'x' };
    expect(requestKey('tools/call', same)).toBe(requestKey('tools/call', params));
    const others = [
      requestKey('tools/call', { ...params, arguments: { a: 1, b: [2, 1] } }),
      requestKey('tools/call', { ...params, arguments: { a: '1', b: [1, 2] } }),
      requestKey('tools/call', { ...params, _meta: {} }),
      requestKey('prompts/get', params),
    ];
    for (const other of others) expect(other).not.toBe(requestKey('tools/call', params));
  });

  it('is the same whoever asks, wherever its progress goes and whichever trace it is of', () => {
    const own = {
      progressToken: 7,
      [META.clientInfo]: { name: 'y', version: '2' },
      traceparent: '00-1',
      tracestate: 'a=b',
      baggage: 'c=d',
    };
    const asked = { ...params, _meta: { ...params._meta, ...own } };
    expect(requestKey('tools/call', asked)).toBe(requestKey('tools/call', params));
    expect(comparedParams('ping', { _meta: own })).toEqual({});
    expect(comparedParams('initialize', { clientInfo: own, capabilities: {} })).toEqual({ capabilities: {} });
    expect(comparedParams('tools/call', { clientInfo: 'an argument' })).toEqual({
      clientInfo: 'an argument',
    });
  });

  it('survives deep nesting', () => {
    let deep: { readonly a: unknown } | number = 1;
    for (let depth = 0; depth < 5_000; depth += 1) deep = { a: deep };
    expect(orderedJson(deep as never).length).toBeLessThan(2_000);
  });
});

it('nameOf finds what a request is about', () => {
  expect(nameOf({ name: 'tool', uri: 'x:y' })).toBe('tool');
  expect(nameOf({ uri: 'x:y' })).toBe('x:y');
  expect(nameOf({ taskId: 't1' })).toBe('t1');
  expect(nameOf({ ref: { type: 'ref/prompt', name: 'p' } })).toBe('p');
  expect(nameOf({ name: 7 })).toBe('');
});
