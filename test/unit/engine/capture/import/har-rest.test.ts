import { expect, it } from 'vitest';
import { HarLog, restOfEntry, type HeldOfEntry } from '../../../../../engine/capture/import/har-rest.ts';
import type { JsonObject, JsonValue } from '../../../../../shared/model/json.ts';

const AT = Date.parse('2026-11-25T10:00:00.123Z');
const HELD: HeldOfEntry = {
  ...{ url: 'http://a.example/mcp?a=1', startedAt: AT, headers: [['cookie', 'x=1']], requestBody: 'text' },
  answer: { headers: [['set-cookie', 'y=2; Path=/']], hasBody: true },
};
const ENTRY: JsonObject = {
  startedDateTime: '2026-11-25T10:00:00.123Z',
  request: {
    ...{ method: 'POST', url: 'http://a.example/mcp?a=1' },
    headers: [{ name: 'cookie', value: 'x=1' }],
    cookies: [{ name: 'x', value: '1' }],
    queryString: [{ name: 'a', value: '1' }],
    postData: { mimeType: 'text/plain', text: 'body' },
  },
  response: {
    ...{ status: 200, statusText: 'OK' },
    headers: [{ name: 'set-cookie', value: 'y=2; Path=/' }],
    cookies: [{ name: 'y', value: '2', path: '/' }],
    content: { size: 4, text: 'body' },
  },
};

function nested(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let at = 0; at < depth; at += 1) value = [value];
  return value;
}

it('keeps nothing of what a capture holds, nor of what follows from that', () => {
  expect(restOfEntry(ENTRY, HELD, undefined)).toEqual({
    rest: { request: { postData: { mimeType: 'text/plain' } }, response: { content: { size: 4 } } },
    leftOut: [],
  });
});

it('leaves out the longest members of single programs first, and names them', () => {
  const long = 'x'.repeat(20_000);
  const entry = {
    ...ENTRY,
    comment: long,
    _short: 1,
    _initiator: { stack: long },
    _stack: `${long}${'x'.repeat(100)}`,
  };
  const { rest, leftOut } = restOfEntry(entry, HELD, undefined);
  expect(leftOut).toEqual(['_stack', '_initiator']);
  expect(rest).toMatchObject({ comment: long, _short: 1 });
});

it('leaves out what is nested too deep, and no stack overflows over it', () => {
  const entry = { ...ENTRY, comment: 'kept', cache: nested(200_000) };
  const { rest, leftOut } = restOfEntry(entry, HELD, undefined);
  expect(leftOut).toEqual(['cache']);
  expect(rest['comment']).toBe('kept');
});

it('keeps a page with its entries where it is short', () => {
  const log = new HarLog();
  const [short, long] = [
    { id: 'a', title: 'short' },
    { id: 'b', title: 'x'.repeat(2_000) },
  ];
  log.hear('pages', [short, long]);
  const pageOf = (pageref: string): unknown =>
    restOfEntry({ ...ENTRY, pageref }, HELD, log.pageOf({ pageref })).rest['page'];
  expect([pageOf('a'), pageOf('b'), pageOf('c')]).toEqual([short, undefined, undefined]);
});

it('hands out what stands around the entries once, and names what was too long', () => {
  const log = new HarLog();
  log.hear('version', '1.2');
  log.hear('comment', 'before');
  log.hear('__proto__', { name: 'x' });
  log.hear('_large', undefined);
  log.hear('_deep', nested(200_000));
  const { log: first, note } = log.take();
  expect(JSON.stringify(first)).toBe('{"comment":"before","__proto__":{"name":"x"}}');
  expect(note).toBe('Too long to be kept for the next HAR: log._large, log._deep.');
  expect(log.take()).toEqual({});
  log.hear('_behind', 1);
  expect(log.take()).toEqual({ log: { _behind: 1 } });
});
