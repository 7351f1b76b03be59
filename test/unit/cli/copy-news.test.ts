import { expect, test } from 'vitest';
import { createCopyNews } from '../../../cli/copy-news.ts';
import type { CopyState, RunState } from '../../../shared/model/run.ts';

const run = (...copies: Partial<CopyState>[]): RunState => ({
  id: 'r',
  state: 'running',
  copies: copies.map((copy, index) => ({
    index: index + 1,
    name: `shop-${String(index + 1)}`,
    instanceId: `run:r:${String(index + 1)}`,
    state: 'running',
    restarts: 0,
    url: `http://127.0.0.1:${String(index + 1)}/mcp`,
    ...copy,
  })),
});
const problem = 'shop-1 ended with exit code 7.';

test('tells of a crash once, and that the copy is up again', () => {
  const news = createCopyNews();
  expect(news(run({ state: 'starting' }, {}))).toEqual([]);
  expect(news(run({}, {}))).toEqual([]);
  expect(news(run({ state: 'restarting', problem }, {}))).toEqual([problem, 'shop-1 is started again.']);
  expect(news(run({ state: 'restarting', problem, restarts: 1 }, {}))).toEqual([]);
  expect(news(run({ state: 'restarting', restarts: 1 }, {}))).toEqual([]);
  expect(news(run({ restarts: 1 }, {}))).toEqual(['shop-1 is up again at http://127.0.0.1:1/mcp.']);
  expect(news(run({ restarts: 1 }, {}))).toEqual([]);
  expect(news(run({ state: 'restarting', problem }, {}))).toEqual([problem, 'shop-1 is started again.']);
});

test('tells of each copy that is gone by itself', () => {
  const news = createCopyNews();
  expect(news(run({ state: 'ended', problem }, {}))).toEqual([problem]);
  const second = 'shop-2 was ended by SIGKILL.';
  expect(news(run({ state: 'ended', problem }, { state: 'ended', problem: second }))).toEqual([second]);
});
