import { describe, expect, it } from 'vitest';
import { tamperHeaders } from '../../../../../engine/protocol/modern/tamper-headers.ts';

describe('tamperHeaders', () => {
  it('applies changes in order, compares names without case and keeps places', () => {
    const { headers } = tamperHeaders(
      [
        ['A', '1'],
        ['B', '2'],
        ['C', '3'],
      ],
      [
        { op: 'set', name: 'b', value: 'two' },
        { op: 'duplicate', name: 'B', value: 'again' },
        { op: 'drop', name: 'c' },
        { op: 'set', name: 'D', value: '4' },
      ],
    );
    expect(headers).toEqual([
      ['A', '1'],
      ['b', 'two'],
      ['b', 'again'],
      ['D', '4'],
    ]);
  });

  it('leaves the list that it was given as it was', () => {
    const given = [['A', '1']] as const;
    tamperHeaders(given, [{ op: 'drop', name: 'A' }]);
    expect(given).toEqual([['A', '1']]);
  });
});
