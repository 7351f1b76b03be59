import { describe, expect, test } from 'vitest';
import { createSseParser } from '../../../../engine/protocol/sse-parser.ts';
import type { SseItem } from '../../../../engine/protocol/sse-parser.ts';

function parse(text: string | Uint8Array, chunkSize = Infinity): SseItem[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const parser = createSseParser();
  const items: SseItem[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) {
    items.push(...parser.push(bytes.subarray(at, at + chunkSize)));
  }
  return items;
}

/** Name and data of the events, comments as `:text`. */
function brief(items: readonly SseItem[]): string[] {
  return items.map((item) =>
    item.kind === 'comment' ? `:${item.text}` : `${item.name}=${String(item.data)}`,
  );
}

test.each([
  ['one line of data', 'data: a\n\n', ['message=a']],
  ['CR', 'data: a\r\rdata: b\r\r', ['message=a', 'message=b']],
  ['CR LF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['message=a', 'message=b']],
  ['mixed line ends', 'data: a\ndata: b\r\ndata: c\r\r\n', ['message=a\nb\nc']],
  ['several data lines', 'data: a\ndata\ndata:\ndata: b\n\n', ['message=a\n\n\nb']],
  ['empty data is an event', 'data\n\n', ['message=']],
  ['only the first space is taken off', 'data:  a \n\n', ['message= a ']],
  ['no space after the colon', 'data:a\n\n', ['message=a']],
  ['a colon in the value', 'data: a: b\n\n', ['message=a: b']],
  ['an event name', 'event: ping\ndata: a\n\n', ['ping=a']],
  ['an empty event name', 'event:\ndata: a\n\n', ['message=a']],
  ['the name counts for one block only', 'event: ping\ndata: a\n\ndata: b\n\n', ['ping=a', 'message=b']],
  ['a block without data', 'event: ping\n\n', ['ping=undefined']],
  ['unknown fields', 'foo: bar\ndata: a\nDATA: b\n\n', ['message=a']],
  ['comments', ': hi\n\n:\n:x\n', [':hi', ':', ':x']],
  ['a comment within an event', 'data: a\n: c\ndata: b\n\n', [':c', 'message=a\nb']],
  ['empty lines alone', '\n\r\n\r\n', []],
  ['a byte order mark', '\ufeffdata: a\n\n', ['message=a']],
  ['a second byte order mark is part of the name', '\ufeff\ufeffdata: a\n\n', ['message=undefined']],
  ['multi-byte characters', 'data: é€😀\n\n', ['message=é€😀']],
  ['an event without its empty line is none', 'data: a\n\ndata: b\n', ['message=a']],
])('%s, in whatever chunks', (_case, text, expected) => {
  const whole = parse(text);
  expect(brief(whole)).toEqual(expected);
  for (const size of [1, 2, 3, 5]) expect(parse(text, size)).toEqual(whole);
});

test('invalid UTF-8 becomes replacement characters, and the next event is unharmed', () => {
  const bytes = Buffer.concat([
    Buffer.from('data: '),
    Buffer.from([0xff, 0xe2, 0x82]),
    Buffer.from('\n\ndata: b\n\n'),
  ]);
  expect(brief(parse(bytes))).toEqual(['message=\ufffd\ufffd', 'message=b']);
});

test('id and retry are those of the block, by the rules', () => {
  const items = parse(
    'id: 7\nretry: 250\ndata: a\n\nid\ndata: b\n\nid: x\0y\nretry: 1s\ndata: c\n\nretry: 10\n\n',
  );
  expect(items.map((item) => (item.kind === 'event' ? [item.id, item.retryMs, item.data] : []))).toEqual([
    ['7', 250, 'a'],
    ['', undefined, 'b'],
    [undefined, undefined, 'c'],
    [undefined, 10, undefined],
  ]);
});

test('the byte range of an item is its lines', () => {
  const text = '\ufeff: é\r\n\r\nevent: x\r\ndata: €\r\n\r\ndata: b\n\n';
  const bytes = Buffer.from(text);
  for (const size of [Infinity, 1, 4]) {
    const slices = parse(text, size).map(({ offset, length }) =>
      bytes.toString('utf8', offset, offset + length),
    );
    expect(slices).toEqual([': é', 'event: x\r\ndata: €', 'data: b']);
  }
});

describe('the end', () => {
  function endOf(text: string) {
    const parser = createSseParser();
    parser.push(Buffer.from(text));
    return parser.end();
  }

  test.each(['', 'data: a\n\n', 'data: a\r\n\r\n', ': hi\n', '\ufeff'])(
    'leaves nothing behind after %j',
    (text) => {
      expect(endOf(text)).toBeUndefined();
    },
  );

  test('reports an event whose empty line is missing', () => {
    expect(endOf('data: a\n\ndata: b\ndata: c\n')).toEqual({
      kind: 'unterminated',
      offset: 9,
      length: 15,
      text: 'b\nc',
    });
  });

  test('reports a line that is not complete', () => {
    expect(endOf('data: a\nda')).toEqual({ kind: 'unterminated', offset: 0, length: 10, text: 'da' });
    expect(endOf(': keep')).toMatchObject({ offset: 0, length: 6, text: ': keep' });
  });
});

describe('large input is parsed in linear time', () => {
  /** Calls to the search and to the copy that the parser makes, as a measure that does not depend on the clock. */
  test('one event of 50 MB in chunks of 16 kB is joined once', () => {
    const chunk = Buffer.alloc(16_384, 'x');
    const parser = createSseParser();
    parser.push(Buffer.from('data: '));
    const concat = Buffer.concat.bind(Buffer);
    let copied = 0;
    Buffer.concat = (list, total) => {
      const joined = concat(list, total);
      copied += joined.length;
      return joined;
    };
    try {
      for (let index = 0; index < 3200; index += 1) expect(parser.push(chunk)).toEqual([]);
      const [event] = parser.push(Buffer.from('\n\n'));
      expect(event).toMatchObject({ kind: 'event', offset: 0, length: 6 + 3200 * 16_384 });
      expect(event?.kind === 'event' && event.data?.length).toBe(3200 * 16_384);
    } finally {
      Buffer.concat = concat;
    }
    expect(copied).toBeLessThan(3200 * 16_384 * 1.01);
  });

  test('10,000 events in one chunk search each byte about once', () => {
    const bytes = Buffer.from('data: {"n":1}\n\n'.repeat(10_000));
    let searches = 0;
    const counted = new Proxy(bytes, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        if (key === 'indexOf') searches += 1;
        return value.bind(target) as unknown;
      },
    });
    expect(createSseParser().push(counted).length).toBe(10_000);
    // Two line ends an event; the carriage return that never comes is searched for once.
    expect(searches).toBeLessThanOrEqual(20_003);
  });
});

test.each([1000, 65_536, 262_144, Infinity])(
  'a sink gets the data of an event with a long line, in chunks of %d',
  (size) => {
    const long = 'é€😀x'.repeat(40_000);
    const events = [
      `data: ${long}`,
      `event: x\ndata:a\ndata: \ndata:  ${long}\nfoo:${long}\ndata\ndata: b\ndata:${long}\r\ndata:c`,
      `:${long}\ndata: short`,
      `id:${long}\ndata: {}`,
      `data: ${long}`,
    ];
    const parser = createSseParser(() => {
      const parts: Uint8Array[] = [];
      return {
        push: (bytes: Uint8Array) => void parts.push(bytes),
        text: () => Buffer.concat(parts).toString('utf8'),
      };
    });
    const bytes = Buffer.from(`\ufeff${events.join('\n\n')}\n\n`);
    const found: (readonly [data: string | undefined, sunk: string | undefined])[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      for (const item of parser.push(bytes.subarray(at, at + size))) {
        if (item.kind === 'event') found.push([item.data, item.sink?.text()]);
      }
    }
    const second = `a\n\n ${long}\n\nb\n${long}\nc`;
    expect(found.map(([data]) => data)).toEqual([long, second, 'short', '{}', long]);
    expect(found.map(([, sunk]) => sunk)).toEqual([long, second, undefined, undefined, long]);
  },
);
