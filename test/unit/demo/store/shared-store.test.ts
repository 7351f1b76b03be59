import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTransaction, openSharedStore } from '../../../../demo/store/shared-store.ts';

test('is opened twice in WAL mode, and one sees what the other wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-demo-'));
  const path = join(folder, 'demo.sqlite');
  const [one, other] = [openSharedStore(path), openSharedStore(path)];
  expect(one.prepare('PRAGMA journal_mode').get()?.['journal_mode']).toBe('wal');
  one.exec("INSERT INTO baskets (id) VALUES ('x')");
  expect(other.prepare('SELECT id FROM baskets').all()).toEqual([{ id: 'x' }]);
  one.close();
  other.close();
  rmSync(folder, { recursive: true });
});

test('a transaction that throws leaves nothing behind', () => {
  const store = openSharedStore(':memory:');
  const fail = (): void => {
    inTransaction(store, () => {
      store.exec("INSERT INTO baskets (id) VALUES ('x')");
      throw new Error('no');
    });
  };
  expect(fail).toThrow('no');
  expect(store.prepare('SELECT id FROM baskets').all()).toEqual([]);
});
