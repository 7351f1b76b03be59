import { expect, test } from 'vitest';
import {
  brokenReference,
  environmentNames,
  fillEnvironment,
  withoutReferences,
} from '../../../../engine/workspace/fill-environment.ts';

test('fills every reference, also twice the same', () => {
  expect(fillEnvironment('Bearer ${A}-${B}-${A}', { A: '1', B: '2' })).toEqual({
    ok: true,
    value: 'Bearer 1-2-1',
  });
});

test('names each missing variable once, in order; an empty one is missing', () => {
  expect(fillEnvironment('${B}${A}${B}${C}', { C: '' })).toEqual({ ok: false, missing: ['B', 'A', 'C'] });
});

test('a value is not searched for references, and $& in it is no pattern', () => {
  expect(fillEnvironment('x${A}', { A: '${B}$&' })).toEqual({ ok: true, value: 'x${B}$&' });
});

test('what only looks like a reference stays as it is', () => {
  expect(fillEnvironment('$A ${} ${a b} {A}', { A: '1' })).toEqual({ ok: true, value: '$A ${} ${a b} {A}' });
});

test('names, literal rest and broken references', () => {
  expect(environmentNames('a${X}b${Y}${X}')).toEqual(['X', 'Y']);
  expect(withoutReferences('a${X}b${Y}')).toBe('ab');
  expect(brokenReference('a${X}')).toBeUndefined();
  expect(brokenReference('a${X} ${not good}')).toBe('${not good}');
  expect(brokenReference('${open')).toBe('${open');
});
