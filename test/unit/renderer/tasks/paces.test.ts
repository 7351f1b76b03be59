import { describe, expect, it } from 'vitest';
import { otherPace, pacesFor } from '../../../../renderer/tasks/paces.ts';

describe('the paces', () => {
  it('start with what the server asks for', () => {
    const paces = pacesFor({ serverPollMs: 500, pollEveryMs: 500, paceBy: 'server' });
    expect(paces[0]).toEqual({ value: 'server', label: 'as asked for (500 ms)' });
    expect(pacesFor({ pollEveryMs: 500, paceBy: 'default' })[0]?.label).toBe('as Hopscope likes');
  });

  it('have the one that was set by hand in its place, once', () => {
    const values = (pollEveryMs: number) =>
      pacesFor({ pollEveryMs, paceBy: 'hand' }).map(({ value }) => value);
    expect(values(700).slice(1, 6)).toEqual(['100', '250', '500', '700', '1000']);
    expect(values(500).filter((value) => value === '500')).toHaveLength(1);
  });

  it('get faster and slower, step by step, to an end', () => {
    expect(otherPace({ pollEveryMs: 700 }, 'faster')).toBe(500);
    expect(otherPace({ pollEveryMs: 500 }, 'faster')).toBe(250);
    expect(otherPace({ pollEveryMs: 500 }, 'slower')).toBe(1000);
    expect(otherPace({ pollEveryMs: 100 }, 'faster')).toBeUndefined();
    expect(otherPace({ pollEveryMs: 60_000 }, 'slower')).toBeUndefined();
  });
});
