import { describe, expect, it } from 'vitest';
import {
  isPreflight,
  permitOrigin,
  preflightAnswer,
} from '../../../../../engine/gateway/safety/cross-origin.ts';

const ASKED = [
  ['Origin', 'https://app.example'],
  ['Access-Control-Request-Method', 'DELETE'],
] as const;

describe('isPreflight', () => {
  it('takes OPTIONS with an origin and a method only', () => {
    expect(isPreflight('OPTIONS', ASKED)).toBe(true);
    expect(isPreflight('POST', ASKED)).toBe(false);
    expect(isPreflight('OPTIONS', ASKED.slice(0, 1))).toBe(false);
    expect(isPreflight('OPTIONS', ASKED.slice(1))).toBe(false);
  });
});

describe('preflightAnswer', () => {
  it('permits what was asked for, and nothing else', () => {
    expect(preflightAnswer(ASKED)).toEqual([
      ['Access-Control-Allow-Origin', 'https://app.example'],
      ['Access-Control-Allow-Methods', 'DELETE'],
      ['Access-Control-Max-Age', '60'],
      ['Vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
    ]);
  });
});

describe('permitOrigin', () => {
  it('adds what a browser needs', () => {
    const answer = permitOrigin([['A', '1']], 'https://app.example');
    expect(answer[1]).toEqual(['Access-Control-Allow-Origin', 'https://app.example']);
    expect(answer[2]?.[1]).toContain('Mcp-Session-Id');
    expect(answer[3]).toEqual(['Vary', 'Origin']);
  });

  it('leaves a server’s own permission as it is, and replaces one for others', () => {
    const star = [['Access-Control-Allow-Origin', '*'] as const];
    expect(permitOrigin([...star], 'https://app.example')).toEqual(star);
    const other = permitOrigin(
      [['access-control-allow-origin', 'https://other.example']],
      'https://app.example',
    );
    expect(other.filter(([name]) => name.toLowerCase() === 'access-control-allow-origin')).toEqual([
      ['Access-Control-Allow-Origin', 'https://app.example'],
    ]);
  });
});
