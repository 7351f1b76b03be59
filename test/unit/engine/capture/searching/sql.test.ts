import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bodyNeedles } from '../../../../../engine/capture/searching/needles.ts';
import { choice, firstOf, fixed, inTurn, type Sql } from '../../../../../engine/capture/searching/sql.ts';

let db: DatabaseSync;
let asked: string[];

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  asked = [];
  // Notes that it was asked, and answers what it was given.
  db.function('note', (name, value) => {
    asked.push(String(name));
    return value;
  });
});

afterEach(() => {
  db.close();
});

const note = (name: string, value: 0 | 1 | null): Sql => ({
  text: 'note(?, ?)',
  params: [name, value as number],
});
const value = ({ text, params }: Sql): unknown =>
  Object.values(db.prepare(`SELECT coalesce(${text}, 'null')`).get(...params) ?? {})[0];

it('asks in turn, as long as all hold', () => {
  expect(value(inTurn([note('a', 1), note('b', 0), note('c', 1)]))).toBe(0);
  expect(asked).toEqual(['a', 'b']);
  expect(value(inTurn([note('a', 1), note('b', 1)]))).toBe(1);
  expect(value(inTurn([note('a', null), note('b', 1)]))).toBe(0);
  expect(value(inTurn([]))).toBe(1);
});

it('asks until one holds', () => {
  expect(value(firstOf([note('a', null), note('b', 1), note('c', 1)]))).toBe(1);
  expect(asked).toEqual(['a', 'b']);
  expect(value(firstOf([note('a', 0), note('b', null)]))).toBe(0);
  expect(value(firstOf([]))).toBe(0);
});

it('asks one of two', () => {
  expect(value(choice('1 > 0', note('yes', 1), note('no', 0)))).toBe(1);
  expect(value(choice('1 < 0', note('yes', 1), note('no', 0)))).toBe(0);
  expect(asked).toEqual(['yes', 'no']);
});

it.each([
  { how: 'whole', text: 'the-needle' },
  { how: 'part', text: 'größe' },
] as const)('compares to the letter only what LIKE lets pass: $text', (match) => {
  db.function('dear', (text) => {
    asked.push('dear');
    return text;
  });
  const [needle] = bodyNeedles(match);
  const cheap = needle?.sql("'hay'") ?? fixed('1');
  // What comes after the first LIKE gets another column.
  const dear = {
    ...cheap,
    text: cheap.text.replaceAll("'hay'", "dear('hay')").replace("dear('hay')", "'hay'"),
  };
  expect(value({ ...dear, text: dear.text.replaceAll('hopscope_fold', 'lower') })).toBe(0);
  expect(asked).toEqual([]);
});
