import { expect, it } from 'vitest';
import { readCurlOptions } from '../../../../../engine/capture/import/curl-options.ts';

const read = (line: string): ReturnType<typeof readCurlOptions> => readCurlOptions(line.split(' '));

it('says a header once where an option and a line of its own say it', () => {
  // Firefox writes both; curl lets the line of its own go before.
  const { headers } = read('http://a/ --compressed -A x -H accept-encoding:gzip -H User-Agent:y -H Accept:b');
  expect(headers).toEqual([
    ['Host', 'a'],
    ['accept-encoding', 'gzip'],
    ['User-Agent', 'y'],
    ['Accept', 'b'],
  ]);
  expect(read('http://a/ --compressed -A x -H Accept:').headers).toEqual([
    ['Host', 'a'],
    ['Accept-Encoding', 'deflate, gzip, br, zstd'],
    ['User-Agent', 'x'],
  ]);
});

it('knows what curl sends by itself with a body, and leaves out what a line takes away', () => {
  expect(read('http://a/ -d x -d y')).toMatchObject({ httpMethod: 'POST', body: 'x&y' });
  expect(read('http://a/ -d x -H Content-Type: -H Content-Length: -H Accept: -H X-A;').headers).toEqual([
    ['Host', 'a'],
    ['X-A', ''],
  ]);
  expect(read('http://a/ --json {} --json []')).toMatchObject({
    body: '{}[]',
    headers: [
      ['Host', 'a'],
      ['Accept', 'application/json'],
      ['Content-Type', 'application/json'],
      ['Content-Length', '4'],
    ],
  });
  expect(read('http://a/ -d x -H Transfer-Encoding:chunked').headers.map(([name]) => name)).toEqual([
    'Host',
    'Accept',
    'Content-Type',
    'Transfer-Encoding',
  ]);
});

it('reads letters that stand together, values that follow at once, and both forms of long ones', () => {
  expect(read('-sSkXPUT -o out -Hb:c --request=DELETE a.example/x')).toMatchObject({
    url: 'http://a.example/x',
    httpMethod: 'DELETE',
  });
  expect(read('-I http://a/').httpMethod).toBe('HEAD');
  expect(read('-G http://a/?b=1 --data-urlencode c=d&e')).toMatchObject({
    url: 'http://a/?b=1&c=d%26e',
    httpMethod: 'GET',
    body: '',
  });
});

it.each([
  ['http://a/ --nonsense', 'has the option --nonsense, which is not known here'],
  ['-H X', 'has a header without a colon: "X"'],
  ['http://a/ http://b/', 'has more than one URL: write one command each'],
  ['-s', 'has no URL'],
  ['http://a/ -b jar.txt', 'reads the file jar.txt (--cookie)'],
  ['http://a/ -T file', 'sends a file (--upload-file)'],
])('says why %s cannot be read', (line, why) => {
  expect(() => read(line)).toThrow(why);
});
