import { describe, expect, it } from 'vitest';
import { excerpt, findInJson, MOST_FOUND } from '../../../../renderer/ui/json-find.ts';
import { SCAN_SLICE } from '../../../../renderer/ui/json-scan.ts';

function find(text: string, wanted: string) {
  const steps = findInJson(text, wanted);
  const reached: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { offsets: [...step.value.offsets], more: step.value.more, reached };
    reached.push(step.value);
  }
}

describe('finding in JSON', () => {
  it('finds whatever the case, and takes signs as they are', () => {
    const text = '{"Name":"a.b*","name":"GRÖSSE größe","x":"axb"}';
    expect(find(text, 'name').offsets).toEqual([2, 16]);
    expect(find(text, 'a.b*').offsets).toEqual([9]);
    expect(find(text, 'GRÖ').offsets).toEqual([23, 30]);
    expect(find(text, '(').offsets).toEqual([]);
    expect(find(text, '').offsets).toEqual([]);
  });

  it('finds in strings what JSON writes otherwise', () => {
    const text = JSON.stringify({ said: 'she said "no"\nand\\went', q: '"' });
    expect(find(text, 'said "no"').offsets).toEqual([text.indexOf('said \\"no')]);
    expect(find(text, '"\nand').offsets).toEqual([text.indexOf('\\"\\nand')]);
    expect(find(text, '\\went').offsets).toEqual([text.indexOf('\\went') - 1]);
  });

  it('gives control back, and finds what lies across two slices once', () => {
    const text = `${'x'.repeat(SCAN_SLICE - 3)}needle${'x'.repeat(SCAN_SLICE)}needle`;
    expect(find(text, 'needle')).toEqual({
      ...{ offsets: [SCAN_SLICE - 3, SCAN_SLICE * 2 + 3], more: false },
      reached: [SCAN_SLICE, SCAN_SLICE * 2],
    });
    // None overlaps the one before, also where a slice ends in between.
    const many = find('a'.repeat(SCAN_SLICE + 5), 'aaa').offsets;
    expect(many).toEqual(
      Array.from({ length: Math.floor((SCAN_SLICE + 5) / 3) }, (_, at) => at * 3).slice(0, MOST_FOUND),
    );
  });

  it('stops where there are too many', () => {
    const { offsets, more } = find('a'.repeat(MOST_FOUND + 1), 'a');
    expect([offsets.length, more]).toEqual([MOST_FOUND, true]);
    expect(find('a'.repeat(MOST_FOUND), 'a').more).toBe(false);
  });
});

describe('an excerpt', () => {
  it('is all of a short value, with what was found', () => {
    expect(excerpt('["say hello now"]', { start: 1, end: 16 }, { at: 6, length: 5 })).toEqual([
      ...['"say ', 'hello', ' now"'],
    ]);
  });

  it('is what is around it in a long one', () => {
    const text = `"${'a'.repeat(900)}hello${'b'.repeat(900)}"`;
    const [before, found, after] = excerpt(text, { start: 0, end: text.length }, { at: 901, length: 5 });
    expect([before, found, after]).toEqual([`…${'a'.repeat(24)}`, 'hello', `${'b'.repeat(200)}…`]);
  });
});
