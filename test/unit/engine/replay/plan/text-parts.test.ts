import { expect, it } from 'vitest';
import { partAt, partOf, replacePart } from '../../../../../engine/replay/plan/text-parts.ts';

it('finds in a live text the part that stood there in the recording', () => {
  const part = partOf('Created basket bsk_11aa22bb.', 'bsk_11aa22bb');
  expect(part).toEqual({ part: 2, of: 3, before: 'Created basket ' });
  if (part) {
    expect(partAt('Created basket bsk_99ff00ee.', part)).toBe('bsk_99ff00ee');
    expect(partAt('Well done! Created basket bsk_99ff00ee. It has no lines.', part)).toBe('bsk_99ff00ee');
    expect(partAt('There was no room.', part)).toBeUndefined();
  }
});

it('knows nothing of a part that is not there', () => {
  expect(partOf('Created basket bsk_11aa22bb.', 'bsk_11aa')).toBeUndefined();
});

it('finds the beginning of a text again', () => {
  const part = partOf('ab12cd34 is ready', 'ab12cd34');
  expect(part && partAt('ef56gh78 is', part)).toBe('ef56gh78');
});

it('replaces whole parts only, each of them', () => {
  expect(replacePart('order://a1b2/items of a1b2, not a1b2c3', 'a1b2', 'zz')).toBe(
    'order://zz/items of zz, not a1b2c3',
  );
  expect(replacePart('a1b2', 'a1b2', '')).toBe('');
  expect(replacePart('nothing', 'a1b2', 'zz')).toBe('nothing');
});
