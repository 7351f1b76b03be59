import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../../../demo/server/page-cursor.ts';

test('a cursor leads back to its place in its own search only', () => {
  const cursor = writeCursor(40, 'tea');
  expect(readCursor(cursor, 'tea')).toBe(40);
  expect(readCursor(cursor, 'coffee')).toBeUndefined();
});

test.each(['', 'rubbish', 'bnVsbA', Buffer.from('{"at":-1,"of":"x"}').toString('base64url')])(
  'takes %j for no cursor',
  (cursor) => {
    expect(readCursor(cursor, 'tea')).toBeUndefined();
  },
);
