import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../shared/bridge/result.ts';
import { createPages, type Page } from '../../../../renderer/ui/pages.ts';
import { settle } from '../replay/fake-replay.ts';

function setUp({ total = 25, size = 10, keep = 60 } = {}) {
  const asked: number[] = [];
  let failing = false;
  let generation = 'a';
  const pages = createPages<string>({
    size,
    keep,
    ask: (from, limit): Promise<Result<Page<string>>> => {
      asked.push(from);
      if (failing)
        return Promise.resolve({ ok: false, error: { code: 'NOT_FOUND', message: 'It is gone.' } });
      const items = Array.from(
        { length: Math.max(Math.min(limit, total - from), 0) },
        (_, index) => `${generation}${String(from + index)}`,
      );
      return Promise.resolve({ ok: true, value: { items, total } });
    },
  });
  return {
    pages,
    asked,
    fail: (now: boolean) => (failing = now),
    change: (to: string) => (generation = to),
  };
}

describe('pages of a long list', () => {
  it('asks only for what is wanted, once, and not beyond the end', async () => {
    const { pages, asked } = setUp();
    pages.want(0, 100);
    await settle();
    expect(asked).toEqual([0]);
    expect(pages.getState().total).toBe(25);
    expect(pages.at(9)).toBe('a9');
    expect(pages.at(10)).toBeUndefined();
    pages.want(15, 60);
    pages.want(15, 60);
    await settle();
    expect(asked).toEqual([0, 10, 20]);
    expect(pages.at(24)).toBe('a24');
    expect(pages.known()).toHaveLength(25);
  });

  it('says what went wrong, and asks again when it is wanted again', async () => {
    const { pages, asked, fail } = setUp();
    fail(true);
    pages.want(0, 5);
    await settle();
    expect(pages.getState()).toMatchObject({ total: undefined, problem: 'It is gone.' });
    fail(false);
    pages.want(0, 5);
    await settle();
    expect(asked).toEqual([0, 0]);
    expect(pages.getState().problem).toBeUndefined();
  });

  it('keeps what is here until what is newer has come', async () => {
    const { pages, change } = setUp();
    pages.want(0, 5);
    await settle();
    change('b');
    pages.refresh();
    expect(pages.at(0)).toBe('a0');
    await settle();
    expect(pages.at(0)).toBe('b0');
  });

  it('takes no answer that was asked for before it was refreshed', async () => {
    const answers: ((items: readonly string[]) => void)[] = [];
    const pages = createPages<string>({
      ask: () =>
        new Promise((resolve) => {
          answers.push((items) => {
            resolve({ ok: true, value: { items, total: 1 } });
          });
        }),
    });
    pages.want(0, 1);
    pages.refresh();
    answers[1]?.(['new']);
    await settle();
    answers[0]?.(['old']);
    await settle();
    expect(pages.at(0)).toBe('new');
  });

  it('forgets pages that are out of sight, and asks for them anew', async () => {
    const { pages, asked } = setUp({ total: 100, size: 10, keep: 2 });
    for (const start of [0, 10, 20]) {
      pages.want(start, start + 5);
      await settle();
    }
    expect(pages.at(0)).toBeUndefined();
    expect(pages.at(20)).toBe('a20');
    pages.want(0, 5);
    await settle();
    expect(asked).toEqual([0, 10, 20, 0]);
  });
});
