import { describe, expect, it } from 'vitest';
import {
  JsonTreeModel,
  rowText,
  runNow,
  runSliced,
  type TreeRow,
} from '../../../../renderer/ui/json-tree-model.ts';

function load(text: string): JsonTreeModel {
  const model = new JsonTreeModel(text);
  runNow(model.load());
  return model;
}

function draw(model: JsonTreeModel): string[] {
  return model.rows.map((row) => {
    const sign = row.expanded ? '-' : row.expandable ? '+' : ' ';
    const inside = row.expanded || row.kind === 'range' ? `(${String(row.count)})` : rowText(model, row);
    return `${'  '.repeat(row.depth)}${sign}${row.label ?? ''} ${inside}`;
  });
}

function indexOf(model: JsonTreeModel, pointer: string, kind: TreeRow['kind'] = 'value'): number {
  return model.rows.findIndex((row) => row.pointer === pointer && row.kind === kind);
}

describe('JsonTreeModel', () => {
  it('opens small texts by itself, with numbers and keys as they were written', () => {
    expect(draw(load('{"b": 1.0, "2": [12345678901234567890], "1": {}}'))).toEqual([
      '- (3)',
      '   b 1.0',
      '  -2 (1)',
      '     0 12345678901234567890',
      '   1 {}',
    ]);
  });

  it('keeps wide and deep parts closed', () => {
    const wide = JSON.stringify({ list: Array.from({ length: 100 }, (_, index) => index), small: [1] });
    const model = load(wide);
    expect(model.rows.map((row) => row.pointer)).toEqual(['', '/list', '/small', '/small/0']);
    expect(model.rows[1]).toMatchObject({ expandable: true, expanded: false, count: 100 });
    expect(draw(model)[1]).toMatch(/^ {2}\+list \[0,1,2,/);
    const deep = '{"a":'.repeat(9) + '1' + '}'.repeat(9);
    expect(load(deep).rows.filter((row) => row.expanded)).toHaveLength(5);
  });

  it('shows large arrays in ranges of a thousand', () => {
    const model = load(`[${Array.from({ length: 2500 }, (_, index) => String(index)).join(',')}]`);
    expect(draw(model)).toEqual([
      '- (2500)',
      '  +[0 … 999] (1000)',
      '  +[1000 … 1999] (1000)',
      '  +[2000 … 2499] (500)',
    ]);
    runNow(model.expand(3));
    expect(model.rows).toHaveLength(504);
    expect(model.rows.at(-1)).toMatchObject({ pointer: '/2499', label: '2499', depth: 2 });
    model.collapse(0);
    expect(draw(model)).toHaveLength(1);
  });

  it('escapes pointers and reads escaped keys', () => {
    const model = load('{"a/b": {"~\\u0041": 1}}');
    expect(model.rows.map((row) => row.pointer)).toEqual(['', '/a~1b', '/a~1b/~0A']);
  });

  it('opens the way to a pointer through ranges, and stops at what is there', () => {
    const items = Array.from({ length: 1500 }, (_, index) => ({ deep: { value: index } }));
    const model = load(JSON.stringify({ jsonrpc: '2.0', result: { items } }));
    const index = runNow(model.reveal('/result/items/1234/deep/value'));
    expect(model.rows[index]).toMatchObject({ pointer: '/result/items/1234/deep/value' });
    const nearest = (pointer: string): string | undefined => {
      const place = runNow(model.reveal(pointer));
      return model.rows[place]?.pointer;
    };
    expect(nearest('/result/items/3/deep/no/such')).toBe('/result/items/3/deep');
    expect(nearest('/nothing')).toBe('');
  });

  it('opens long strings and strings of several lines line by line', () => {
    const model = load(JSON.stringify({ text: `first\nsecond\n${'x'.repeat(400)}`, short: 'x' }));
    const place = indexOf(model, '/text');
    expect(model.rows[place]?.expanded).toBe(false);
    runNow(model.expand(place));
    const lines = model.rows.filter((row) => row.kind === 'line').map((row) => row.lineText ?? '');
    expect(lines.map((line) => line.length)).toEqual([5, 6, 160, 160, 80]);
    model.collapse(place);
    expect(model.rows).toHaveLength(3);
    expect(model.rows[indexOf(model, '/short')]?.expandable).toBe(false);
  });

  it('reads the beginning of a very long string only, and cuts no escape in two', () => {
    for (const unit of ['\\u00e4', '\\n', 'x', '\\\\']) {
      for (const shift of ['', 'a', 'ab', 'abc', 'abcd', 'abcde']) {
        const model = load(`["${shift}${unit.repeat(1_200_000 / unit.length)}"]`);
        runNow(model.expand(indexOf(model, '/0')));
        expect(model.rows.length).toBeGreaterThan(100);
        expect(model.rows.at(-1)?.lineText).toBe('… the rest is cut here; copy the value to have it whole.');
      }
    }
  });

  it('opens the way to an offset: a name, a value, in ranges, in what was closed', () => {
    const items = Array.from({ length: 2_500 }, (_, at) => ({ id: at, deep: { name: `n${String(at)}!` } }));
    const text = JSON.stringify({ first: 'one', list: items, last: { none: [] } });
    const model = load(text);
    const at = (wanted: string) => {
      const index = runNow(model.revealAt(text.indexOf(wanted)));
      const row = model.rows[index];
      return row && `${row.kind} ${row.pointer}`;
    };
    expect(at('n1717!')).toBe('value /list/1717/deep/name');
    expect(at('"deep":{"name":"n2499!')).toBe('value /list/2499/deep');
    expect(at('n3!')).toBe('value /list/3/deep/name');
    expect(at('one')).toBe('value /first');
    expect(at('"none"')).toBe('value /last/none');
    expect(at('[]')).toBe('value /last/none');
    model.collapse(indexOf(model, '/list'));
    expect(at('n1717!')).toBe('value /list/1717/deep/name');
    expect(runNow(model.revealAt(0))).toBe(0);
  });

  it('names the fault of a text that is no JSON', () => {
    const model = load('{"a":1,,}');
    expect(model.fault).toEqual({ offset: 7, reason: 'a member name in quotes is missing' });
    expect(model.rows).toEqual([]);
  });

  it('does nothing for rows that are not there or cannot be opened', () => {
    const model = load('[1]');
    const before = model.rows;
    runNow(model.expand(7));
    runNow(model.expand(1));
    model.collapse(1);
    expect(model.rows).toBe(before);
  });
});

describe('runSliced', () => {
  const large = `[${'"0123456789",'.repeat(100_000)}0]`;

  it('comes to the same rows as running at once', async () => {
    const model = new JsonTreeModel(large);
    const offsets: number[] = [];
    await runSliced(model.load(), new AbortController().signal, (offset) => offsets.push(offset));
    expect(offsets.length).toBeGreaterThan(2);
    expect(model.rows).toEqual(load(large).rows);
  });

  it('stops when nobody waits any more', async () => {
    const ended = new AbortController();
    const model = new JsonTreeModel(large);
    const running = runSliced(model.load(), ended.signal, () => {
      ended.abort();
    });
    await running;
    expect(model.rows).toEqual([]);
  });
});
