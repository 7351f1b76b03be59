import { expect, it } from 'vitest';
import type { JudgedNews } from '../../../../../engine/capture/judging/judge-messages.ts';
import { JudgeNews } from '../../../../../engine/capture/judging/judge-news.ts';
import { makeRow } from '../../../../support/fake-engine.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';

function newsUnderTest() {
  const clock = createHandClock();
  const told: JudgedNews[] = [];
  let judged = 0;
  const news = new JudgeNews({
    clock,
    tell: (message) => told.push(message),
    progress: () => ({ judged, ended: 10, tallies: [] }),
  });
  const judge = (): void => {
    judged += 1;
    news.progressed();
  };
  return { clock, told, news, judge };
}

it('tells how far it is at most four times a second, and the last word always', () => {
  const { clock, told, news, judge } = newsUnderTest();
  for (let slice = 0; slice < 100; slice += 1) {
    judge();
    clock.pass(10);
    news.sliceOver(slice === 99);
  }
  const during = told.length;
  expect(during).toBeGreaterThan(2);
  expect(during).toBeLessThanOrEqual(5);
  clock.runAll();
  expect(told.at(-1)?.progress).toMatchObject({ judged: 100 });
});

it('tells rows soon, at once when nothing more comes, and never too many in one message', () => {
  const { clock, told, news } = newsUnderTest();
  news.row(makeRow(1));
  news.sliceOver(true);
  expect(told).toMatchObject([{ rows: [{ number: 1 }] }]);
  news.row(makeRow(2));
  news.open(3, undefined);
  news.sliceOver(false);
  expect(told).toHaveLength(1);
  clock.pass(50);
  news.sliceOver(false);
  expect(told[1]).toEqual({ rows: [makeRow(2)], open: [[3, undefined]] });
  for (let number = 0; number < 1_000; number += 1) news.row(makeRow(number));
  expect(told.slice(2).map(({ rows }) => rows.length)).toEqual([500, 500]);
});

it('tells nothing after it was stopped', () => {
  const { clock, told, news, judge } = newsUnderTest();
  judge();
  news.stop();
  clock.runAll();
  expect(told).toEqual([]);
});
