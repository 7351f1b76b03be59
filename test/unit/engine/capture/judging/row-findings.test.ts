import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { createRecordedRules, sumOfFindings } from '../../../../../engine/capture/judging/row-findings.ts';
import { makeRow } from '../../../../support/fake-engine.ts';

it('counts what is recorded of each rule, for the rows that have something', () => {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE TABLE finding (exchange INTEGER, idx INTEGER, rule TEXT);
    INSERT INTO finding VALUES (2, 0, 'a.b'), (2, 1, 'c.d'), (2, 2, 'a.b'), (4, 0, 'a.b')`);
  const found = (count: number) => ({ findings: { count, worst: 'note', rules: {} } }) as const;
  const rows = [makeRow(1), makeRow(2, found(3)), makeRow(3), makeRow(4, found(1))];
  expect(createRecordedRules(db).complete(rows)).toEqual([
    rows[0],
    makeRow(2, { findings: { count: 3, worst: 'note', rules: { 'a.b': 2, 'c.d': 1 } } }),
    rows[2],
    makeRow(4, { findings: { count: 1, worst: 'note', rules: { 'a.b': 1 } } }),
  ]);
  db.close();
});

it('puts findings together: the worst of both, and each rule once', () => {
  const one = { count: 2, worst: 'note', rules: { 'a.b': 2 } } as const;
  const other = { count: 3, worst: 'error', rules: { 'a.b': 1, 'c.d': 2 } } as const;
  const both = { count: 5, worst: 'error', rules: { 'a.b': 3, 'c.d': 2 } };
  expect(sumOfFindings(one, other)).toEqual(both);
  expect(sumOfFindings(other, one)).toEqual(both);
  expect(sumOfFindings(undefined, one)).toBe(one);
  expect(sumOfFindings(undefined, undefined)).toBeUndefined();
});
