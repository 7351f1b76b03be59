import { describe, expect, it } from 'vitest';
import { createHeldNotices } from '../../../../shared/bridge/held-notices.ts';

describe('createHeldNotices', () => {
  it('gives what it holds once, oldest first', () => {
    const notices = createHeldNotices<string>();
    expect(notices.take()).toEqual([]);
    notices.hold('one');
    notices.hold('two');
    expect(notices.take()).toEqual(['one', 'two']);
    expect(notices.take()).toEqual([]);
    notices.hold('three');
    expect(notices.take()).toEqual(['three']);
  });

  it('keeps the newest hundred', () => {
    const notices = createHeldNotices<number>();
    for (let count = 1; count <= 130; count += 1) notices.hold(count);
    expect(notices.take()).toEqual(Array.from({ length: 100 }, (_, index) => index + 31));
  });
});
