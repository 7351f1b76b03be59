import type { OutputUnit } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { problemsFrom } from '../../../../shared/model/problem-words.ts';

function unit(keyword: string, instance: string, keywordLocation: string, error = ''): OutputUnit {
  return { keyword, instanceLocation: instance, keywordLocation, error };
}

describe('problemsFrom', () => {
  it('takes the limit from the schema, through references', () => {
    const root = { properties: { a: { $ref: '#/$defs/b' } }, $defs: { b: { minimum: 3 } } };
    expect(problemsFrom([unit('minimum', '#/a', '#/properties/a/$ref/minimum')], root)).toEqual([
      { pointer: '/a', message: 'Must be 3 or more.' },
    ]);
  });

  it('drops what only says that there is more inside, and says each thing once', () => {
    const units = [
      unit('properties', '#', '#/properties'),
      unit('type', '#/a', '#/properties/a/type'),
      unit('type', '#/a', '#/properties/a/type'),
    ];
    expect(problemsFrom(units, { properties: { a: { type: ['string', 'null'] } } })).toEqual([
      { pointer: '/a', message: 'Must be text or null.' },
    ]);
  });

  it('decodes names in places', () => {
    const units = [
      unit('type', '#/a%20b%23/c~1d', '#/properties/a%20b%23/properties/c~1d/type'),
      unit('required', '#/x~0y', '#/required', 'Instance does not have required property "p/q".'),
    ];
    const root = { properties: { 'a b#': { properties: { 'c/d': { type: 'integer' } } } } };
    expect(problemsFrom(units, root)).toEqual([
      { pointer: '/a b#/c~1d', message: 'Must be a whole number.' },
      { pointer: '/x~0y/p~1q', message: 'Required.' },
    ]);
  });

  it('passes on what it has no words for', () => {
    expect(problemsFrom([unit('new', '#', '#/new', 'As the validator says.')], {})).toEqual([
      { pointer: '', message: 'As the validator says.' },
    ]);
  });
});
