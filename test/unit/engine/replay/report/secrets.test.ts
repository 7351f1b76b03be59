import { expect, it } from 'vitest';
import { AppError } from '../../../../../engine/app-error.ts';
import { secretsOf } from '../../../../../engine/replay/report/secrets.ts';

const variable = (value: string) => ({ recorded: 'x', value });

it('covers what variables have put in, the longest first', () => {
  const fill = (value: string): string => value.replace('${TOKEN}', 'abcdef');
  expect(
    secretsOf([variable('staging'), variable('Bearer ${TOKEN}'), variable('no'), variable('')], fill),
  ).toEqual([
    { value: 'Bearer abcdef', shown: 'Bearer ${TOKEN}' },
    { value: 'staging', shown: '(left out)' },
  ]);
});

it('passes over what the environment does not have any more, and nothing else', () => {
  const fill = () => {
    throw new AppError('BAD_INPUT', 'It is not set.');
  };
  expect(secretsOf([variable('${TOKEN}')], fill)).toEqual([]);
  const broken = () => {
    throw new TypeError('broken');
  };
  expect(() => secretsOf([variable('${TOKEN}')], broken)).toThrow('broken');
});
