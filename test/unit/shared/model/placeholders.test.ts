import { expect, it } from 'vitest';
import { placeholdersIn } from '../../../../shared/model/placeholders.ts';

it('finds what stands for secrets, alone and within texts, each once', () => {
  expect(
    placeholdersIn({
      params: {
        name: 'login',
        arguments: { password: 'redacted-password-3-xx', pin: '~4~', again: ['~4~'] },
      },
      tamper: { headers: [{ name: 'X-Auth', value: 'Token redacted-12' }] },
      text: '{"token":"redacted-jwt-2-xxxx"} is not redacted, and ~5 is about five',
      count: 7,
      none: null,
    }),
  ).toEqual(['redacted-password-3-xx', '~4~', 'redacted-12', 'redacted-jwt-2-xxxx']);
});

it('finds none in other texts', () => {
  expect(placeholdersIn(['redacted', 'redacted-token', '~/notes', 'a~b', ''])).toEqual([]);
});
