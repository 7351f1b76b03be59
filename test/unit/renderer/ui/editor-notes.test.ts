import { describe, expect, it } from 'vitest';
import { underlined } from '../../../../renderer/ui/editor-notes.ts';
import { anchorNotes } from '../../../../renderer/ui/json-notes.ts';

function lineUnder(text: string, pointer: string): string {
  const [note] = anchorNotes(text, new Map([[pointer, { meaning: 'fault', text: '' }]]));
  if (!note) throw new Error('no such place');
  const { start, end } = underlined(text, note);
  return text.slice(start, end);
}

describe('underlined', () => {
  const text = JSON.stringify({ a: 1, params: { name: 'x', none: {} } }, null, 2);

  it('is a value as it is', () => {
    expect(lineUnder(text, '/params/name')).toBe('"x"');
    expect(lineUnder(text, '/a')).toBe('1');
  });

  it('is the line on which an object begins', () => {
    expect(lineUnder(text, '/params')).toBe('"params": {');
    expect(lineUnder(text, '/params/none')).toBe('"none": {}');
    expect(lineUnder(text, '')).toBe('{');
  });
});
