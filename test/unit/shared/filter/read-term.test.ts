import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../../shared/filter/parse.ts';
import { readTerm } from '../../../../shared/filter/read-term.ts';

const PLACE = { from: 3, to: 9 };

function read(text: string): object {
  const reading = parseFilter(text);
  if (!reading.ok) return reading.problem;
  const { from: _from, to: _to, ...term } = reading.filter as { from: number; to: number };
  return term;
}

const part = (text: string) => ({ how: 'part', text });

describe('readTerm', () => {
  it.each<[string, object]>([
    ['method:tools/call', { kind: 'text', field: 'method', any: [part('tools/call')] }],
    ['METHOD:List,read', { kind: 'text', field: 'method', any: [part('List'), part('read')] }],
    ['name:"a, b",c', { kind: 'text', field: 'name', any: [part('a, b'), part('c')] }],
    ['name:="a, b"', { kind: 'text', field: 'name', any: [{ how: 'whole', text: 'a, b' }] }],
    ['name:=a,b*', { kind: 'text', field: 'name', any: [{ how: 'whole', text: 'a,b*' }] }],
    ['name:=', { kind: 'text', field: 'name', any: [{ how: 'whole', text: '' }] }],
    ['name:b*t', { kind: 'text', field: 'name', any: [{ how: 'pieces', pieces: ['b', 't'] }] }],
    ['name:"b*t"', { kind: 'text', field: 'name', any: [part('b*t')] }],
    ['name:a:b', { kind: 'text', field: 'name', any: [part('a:b')] }],
    ['slower:200ms', { kind: 'number', field: 'duration', any: [{ above: 200 }] }],
    ['slower:>=1s', { kind: 'number', field: 'duration', any: [{ least: 1_000 }] }],
    ['larger:10kb', { kind: 'number', field: 'bytes', any: [{ above: 10_000 }] }],
    [
      'status:4xx,200',
      {
        kind: 'number',
        field: 'status',
        any: [
          { least: 400, below: 500 },
          { least: 200, most: 200 },
        ],
      },
    ],
    ['failed', { kind: 'flag', any: ['failed'] }],
    ['FAILED', { kind: 'flag', any: ['failed'] }],
    ['is:failed,open', { kind: 'flag', any: ['failed', 'open'] }],
    ['has:findings', { kind: 'flag', any: ['finding'] }],
    ['finding', { kind: 'words', match: part('finding') }],
    ['"failed"', { kind: 'words', match: part('failed') }],
    ['header:X-A', { kind: 'header', name: 'x-a', any: [] }],
    ['header:x-a=1,2', { kind: 'header', name: 'x-a', any: [part('1'), part('2')] }],
    ['header:x-a==1', { kind: 'header', name: 'x-a', any: [{ how: 'whole', text: '1' }] }],
    ['param.a.b:us*', { kind: 'param', path: ['a', 'b'], any: [{ how: 'pieces', pieces: ['us', ''] }] }],
    ['https://x.y', { kind: 'words', match: part('https://x.y') }],
    [':x', { kind: 'words', match: part(':x') }],
    ['a/b:c', { kind: 'words', match: part('a/b:c') }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, RegExp, string?]>([
    ['metod:x', /Is it method:/, 'method'],
    ['colour:x', /The keys are method, name/, '"colour:x"'],
    ['method:', /needs a value after the colon, such as method:tools/],
    ['name:,', /nothing but commas/],
    ['name.x:y', /takes no name after a dot/, 'name'],
    ['param:x', /param needs the name of an argument/],
    ['status:high', /"high" is no number for status\. Write status:>=400/],
    ['slower:quick', /"quick" is no number for slower\. Write slower:200ms/],
    ['size:>=', />=" is no number for size/],
    ['is:depricated', /Nothing is known of is:depricated/, 'is:deprecated'],
    ['header:=x', /needs a name/],
    ['header:x=', /needs a value/, 'header:x'],
  ])('says what is wrong with %s', (text, message, instead) => {
    const problem = read(text);
    expect(problem).toMatchObject({ message: expect.stringMatching(message) as string });
    expect((problem as { instead?: string }).instead).toBe(instead);
  });

  it('keeps the place', () => {
    expect(readTerm([{ text: 'x', quoted: false }], PLACE)).toMatchObject(PLACE);
    expect(readTerm([{ text: 'x:y', quoted: false }], PLACE)).toMatchObject({ problem: PLACE });
  });
});
