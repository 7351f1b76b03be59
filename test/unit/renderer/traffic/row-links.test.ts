import { describe, expect, it } from 'vitest';
import { linkSentence, linkWords } from '../../../../renderer/traffic/row-links.ts';
import { LINK_KINDS } from '../../../../shared/model/exchange.ts';

describe('linkWords', () => {
  it('counts the rounds and names everything else by its kind', () => {
    expect(linkWords({ kind: 'round', to: 3, round: 2 })).toBe('round 2');
    expect(linkWords({ kind: 'round', to: 3 })).toBe('round');
    expect(linkWords({ kind: 'era', to: 3 })).toBe('era');
    expect(linkWords({ kind: 'task-cancel', to: 3 })).toBe('task cancel');
  });
});

describe('linkSentence', () => {
  it.each(LINK_KINDS)('%s: names the exchange that it belongs to', (kind) => {
    expect(linkSentence({ kind, to: 118 })).toMatch(/exchange 118\b.*\.$/);
  });

  it('says which round', () => {
    expect(linkSentence({ kind: 'round', to: 3, round: 2 })).toMatch(/^Round 2\. /);
  });
});
