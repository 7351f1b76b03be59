import { expect, it } from 'vitest';
import {
  personalIn,
  plainSecretIn,
  secretIn,
  wordsOf,
} from '../../../../../engine/lint/parts/secret-words.ts';

it.each([
  ['accessToken2', ['access', 'token']],
  ['APIKey', ['api', 'key']],
  ['client_secret', ['client', 'secret']],
  ['Your card number:', ['your', 'card', 'number']],
  ['', []],
])('takes %j apart', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

it.each([
  ['password'],
  ['userPassword'],
  ['PASSWORD'],
  ['new_password'],
  ['passwordConfirmation'.replace('ation', '')],
  ['api_key'],
  ['apiKey'],
  ['openaiAPIKey'],
  ['aws-secret-access-key'],
  ['accessToken'],
  ['client_secret'],
  ['cardNumber'],
  ['CVV'],
  ['db_credentials'],
])('takes %s for a secret', (name) => {
  expect(secretIn(name)).toBeDefined();
});

it.each([
  ['tokenCount'],
  ['maxTokens'],
  ['keyboard'],
  ['monkey'],
  ['passwordless'],
  ['passwordPolicy'],
  ['password_length'],
  ['hasPassword'],
  ['require_api_key'],
  ['secretName'],
  ['secretary'],
  ['nextPageToken'],
  ['fromToken'],
  ['primaryKey'],
  ['publicKey'],
  ['sortKey'],
  ['key'],
  ['token'],
  ['secret'],
  ['pin'],
  ['pinCode'],
  ['api_key_id'],
  ['accessTokenUrl'],
  ['tokenizer'],
  ['compass'],
  ['cardNumberOfItems'],
  ['email'],
  ['username'],
  ['passport'],
  [''],
])('leaves %j alone', (name) => {
  expect(secretIn(name)).toBeUndefined();
});

it('believes a title, and a description where the name says little', () => {
  expect(secretIn('value', { title: 'Your password' })).toBe('password');
  expect(secretIn('token', { description: 'Your GitHub access token' })).toBe('token');
  expect(secretIn('key', { title: 'API key' })).toBe('api key');
  expect(secretIn('token', { description: 'Which token to swap' })).toBeUndefined();
  expect(secretIn('apiKey', { description: 'The name of the API key to rotate' })).toBeUndefined();
});

it('knows what is personal, and what a name alone says', () => {
  expect(personalIn('employeeSsn')).toBe('ssn');
  expect(personalIn('classname')).toBeUndefined();
  expect(plainSecretIn('access_token')).toBe('access token');
  expect(plainSecretIn('token')).toBeUndefined();
});
