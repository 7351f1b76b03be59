import { expect, it } from 'vitest';
import { messageLong } from '../../../../../../engine/lint/rules/error/message-long.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const saying = (message: string) =>
  findingsOf(messageLong, { error: { code: -32602, message }, status: 400 });

it.each([
  'Unknown tool: add',
  'Unknown tool: add.',
  'File server.config.json is missing, see e.g. Chapter 3',
  'Too large (max. 5 MB), etc. Nothing else',
  'Version 1.2. is not supported',
  'Trailing line break\n',
])('is content with %j', (message) => {
  expect(saying(message)).toEqual([]);
});

it.each([
  ['several sentences', 'The tool add does not exist. Try one of the list.'],
  ['several lines', 'It failed\nbecause of this'],
  ['a stack trace', 'Error: no at run (/srv/server.js:10:5)'],
])('finds %s', (what, message) => {
  const [finding] = saying(message);
  expect(finding).toMatchObject({ severity: 'warning', side: 'server', pointer: 'event:0:/error/message' });
  expect(finding?.message).toContain(what);
});
