import { expect, test } from 'vitest';
import { JsonScan } from '../../../../engine/protocol/json-scan.ts';

function scan(text: string, size = 1) {
  const told: string[] = [];
  const bytes = Buffer.from(text);
  const part = (start: number, end: number): string => bytes.toString('utf8', start, end);
  const scanner = new JsonScan({
    name: (start, end, depth) => told.push(`${String(depth)} name ${part(start, end)}`),
    begin: (kind, start, depth) => told.push(`${String(depth)} ${kind} at ${String(start)}`),
    end: (kind, start, end, depth) => told.push(`${String(depth)} ${kind} ${part(start, end)}`),
  });
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
  scanner.end();
  return { told, scanner };
}

test.each([1, 2, 5, 100])('the outermost parts are told, in chunks of %i bytes', (size) => {
  const { told, scanner } = scan(' {"a" : [1,{"deep":[2]}], "é":null}', size);
  expect(scanner.fault).toBeUndefined();
  expect(told).toEqual([
    '0 object at 1',
    '1 name "a"',
    '1 array at 8',
    '2 number at 9',
    '2 number 1',
    '2 object at 11',
    '2 object {"deep":[2]}',
    '1 array [1,{"deep":[2]}]',
    '1 name "é"',
    '1 null at 31',
    '1 null null',
    '0 object {"a" : [1,{"deep":[2]}], "é":null}',
  ]);
});

test('a fault has its place in bytes and in code units', () => {
  expect(scan('{"é😀":1,\n "€" x').scanner.fault).toEqual({
    byteOffset: 20,
    offset: 15,
    line: 2,
    column: 6,
    expected: 'a colon',
  });
});

test('only white space is empty', () => {
  expect(scan(' \r\n\t').scanner.empty).toBe(true);
  expect(scan('\u00a0').scanner.empty).toBe(false);
  expect(scan('0').scanner.empty).toBe(false);
});

test('what is still being read begins at its token', () => {
  const scanner = new JsonScan();
  scanner.push(Buffer.from('{"abc'));
  expect(scanner.pendingFrom).toBe(1);
  scanner.push(Buffer.from('d":'));
  expect(scanner.pendingFrom).toBe(8);
});
