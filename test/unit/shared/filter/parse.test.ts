import { describe, expect, it } from 'vitest';
import { MOST_CHARACTERS, parseFilter } from '../../../../shared/filter/parse.ts';
import type { FilterNode, FilterProblem } from '../../../../shared/model/filter.ts';

function parsed(text: string): FilterNode {
  const reading = parseFilter(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  return reading.filter;
}

/** The filter's shape with each condition as it was typed. */
function shape(text: string): string {
  const show = (node: FilterNode): string => {
    switch (node.kind) {
      case 'all':
        return '';
      case 'and':
      case 'or':
        return `(${node.parts.map(show).join(` ${node.kind} `)})`;
      case 'not':
        return `not ${show(node.part)}`;
      default:
        return text.slice(node.from, node.to);
    }
  };
  return show(parsed(text));
}

function problemOf(text: string): FilterProblem {
  const reading = parseFilter(text);
  if (reading.ok) throw new Error(`${text} is a filter`);
  return reading.problem;
}

describe('parseFilter', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['a', 'a'],
    ['a b', '(a and b)'],
    ['a and b', '(a and b)'],
    ['a OR b And c', '(a or (b and c))'],
    ['a b or c d', '((a and b) or (c and d))'],
    ['(a or b) c', '((a or b) and c)'],
    ['not a b', '(not a and b)'],
    ['not (a b)', 'not (a and b)'],
    ['-a -b', '(not a and not b)'],
    ['-(a or b)', 'not (a or b)'],
    ['not not a', 'a'],
    ['not -a', 'a'],
    ['((a))', 'a'],
    ['a (b c) d', '(a and b and c and d)'],
    ['-32020 -x', '(-32020 and not x)'],
    ['name:sum(a) b', '(name:sum(a) and b)'],
    ['(name:sum(a))', 'name:sum(a)'],
    ['"and" x', '("and" and x)'],
    ['a - b', '(a and - and b)'],
  ])('%s', (text, expected) => {
    expect(shape(text)).toBe(expected);
  });

  it.each<[string, RegExp, number, number, string?]>([
    ['a or', /missing after "or"/, 2, 4, '"or"'],
    ['or a', /missing before "or"/, 0, 2, '"or"'],
    ['a and or b', /missing after "and"/, 2, 5, '"and"'],
    ['not', /missing after "not"/, 0, 3, '"not"'],
    ['(a', /not closed/, 0, 1],
    ['a ) b', /closes none/, 2, 3, ''],
    ['a () b', /nothing between/, 2, 4, ''],
    ['( )', /nothing between/, 0, 3, ''],
    ['name:"a b', /not closed/, 5, 9, '"a b"'],
    ['a cod:red', /no key.*Is it code:.*"cod:red" in quotes/, 2, 5, 'code'],
    ['a\0b', /zero/, 1, 2],
  ])('says what is wrong with %s, and where', (text, message, from, to, instead) => {
    const problem = problemOf(text);
    expect(problem.message).toMatch(message);
    expect([problem.from, problem.to, problem.instead]).toEqual([from, to, instead]);
  });

  it('has bounds', () => {
    expect(problemOf('x'.repeat(MOST_CHARACTERS + 1)).message).toMatch(/10,000 are the most/);
    expect(problemOf('x '.repeat(201)).message).toMatch(/at most 200 conditions/);
    expect(problemOf(`${'('.repeat(50)}x${')'.repeat(50)}`).message).toMatch(/nested too deeply/);
    expect(problemOf(`${'not '.repeat(50)}x`).message).toMatch(/nested too deeply/);
    expect(parseFilter('x '.repeat(200)).ok).toBe(true);
  });

  it('answers every text with a filter or with a problem that lies within it', () => {
    const pieces = [
      'a',
      ' ',
      '"',
      '(',
      ')',
      '-',
      ':',
      '=',
      '*',
      ',',
      'or',
      'not',
      'name:',
      'status:',
      '>',
      '4xx',
      '\\',
      'is:',
      'ü',
    ];
    let state = 7;
    for (let round = 0; round < 4_000; round += 1) {
      let text = '';
      for (let length = round % 12; length >= 0; length -= 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        text += pieces[state % pieces.length] ?? '';
      }
      const reading = parseFilter(text);
      if (reading.ok) continue;
      const { from, to } = reading.problem;
      expect(from >= 0 && from <= to && to <= text.length, text).toBe(true);
    }
  });
});
