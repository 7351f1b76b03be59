import { expect, it } from 'vitest';
import { DraftPages } from '../../../../../engine/replay/run/draft-pages.ts';
import type { Draft } from '../../../../../shared/model/draft.ts';

const draft = (number: number): Draft => ({ method: String(number) }) as unknown as Draft;

it('asks for a page at a time, and for the next one while this is sent', async () => {
  const asked: number[][] = [];
  const numbers = Array.from({ length: 450 }, (_each, place) => 2 * place);
  const pages = new DraftPages(
    {
      drafts: (wanted) => {
        asked.push([...wanted]);
        return Promise.resolve(new Map(wanted.filter((one) => one !== 10).map((one) => [one, draft(one)])));
      },
    },
    numbers,
  );
  expect(asked).toEqual([]);
  expect((await pages.take(1))?.method).toBe('2');
  expect(asked.map((page) => [page[0], page.length])).toEqual([
    [0, 200],
    [400, 200],
  ]);
  expect(await pages.take(5)).toBeUndefined();
  expect((await pages.take(449))?.method).toBe('898');
  expect(asked.map(({ length }) => length)).toEqual([200, 200, 50]);
});

it('forgets a draft once it was taken', async () => {
  const pages = new DraftPages({ drafts: () => Promise.resolve(new Map([[1, draft(1)]])) }, [1]);
  expect(await pages.take(0)).toBeDefined();
  expect(await pages.take(0)).toBeUndefined();
});

it('tells who takes of what went wrong, and nobody else', async () => {
  const pages = new DraftPages({ drafts: () => Promise.reject(new Error('closed')) }, [1, 2]);
  await expect(pages.take(0)).rejects.toThrow('closed');
  await expect(pages.take(1)).rejects.toThrow('closed');
});
