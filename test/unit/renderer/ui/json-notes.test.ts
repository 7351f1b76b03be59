import { describe, expect, it } from 'vitest';
import { ANCHOR_LIMIT, anchorNotes, joinNotes, type PlaceNote } from '../../../../renderer/ui/json-notes.ts';

const NOTE = { meaning: 'warning', text: 'Warning: odd.' } as const;

describe('anchorNotes', () => {
  const text = '{"params": {"name": "whoami", "list": [1, 2]}}';

  it('finds the value by its pointer', () => {
    const [note] = anchorNotes(text, new Map([['/params/name', NOTE]]));
    expect(note).toMatchObject({ ...NOTE, pointer: '/params/name', isContainer: false });
    expect(text.slice(note?.start, note?.end)).toBe('"whoami"');
  });

  it('finds it where the tree has to be opened first, each time', () => {
    const wide = JSON.stringify({
      list: Array.from({ length: 300 }, (_, at) => ({ a: { at } })),
      end: 'here',
    });
    const notes = new Map(['/list/217/a/at', '/list/3/a/at', '/end'].map((pointer) => [pointer, NOTE]));
    expect(anchorNotes(wide, notes).map(({ start, end }) => wide.slice(start, end))).toEqual([
      '217',
      '3',
      '"here"',
    ]);
  });

  it('stays at the nearest value around one that is not there', () => {
    const [missing] = anchorNotes(text, new Map([['/params/arguments/id', NOTE]]));
    expect(missing).toMatchObject({ pointer: '/params', isContainer: true });
    const [inList] = anchorNotes(text, new Map([['/params/list/7', NOTE]]));
    expect(inList?.pointer).toBe('/params/list');
    expect(anchorNotes(text, new Map([['/nothing', NOTE]]))[0]?.pointer).toBe('');
  });

  it('says together what ends at one value', () => {
    const notes = new Map<string, PlaceNote>([
      ['/params/a', NOTE],
      ['/params/b', { meaning: 'fault', text: 'Error: worse.' }],
    ]);
    expect(anchorNotes(text, notes)).toMatchObject([
      { pointer: '/params', meaning: 'fault', text: 'Warning: odd.\nError: worse.' },
    ]);
  });

  it('has none for what is no JSON or too long', () => {
    const notes = new Map([['', NOTE]]);
    expect(anchorNotes('{"a":', notes)).toEqual([]);
    expect(anchorNotes(`"${'x'.repeat(ANCHOR_LIMIT)}"`, notes)).toEqual([]);
    expect(anchorNotes(text, new Map())).toEqual([]);
  });
});

describe('joinNotes', () => {
  it('keeps the worse meaning', () => {
    expect(joinNotes(undefined, NOTE)).toBe(NOTE);
    expect(joinNotes({ meaning: 'fault', text: 'a' }, { meaning: 'note', text: 'b' })).toEqual({
      meaning: 'fault',
      text: 'a\nb',
    });
  });
});
