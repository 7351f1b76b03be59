import { describe, expect, it } from 'vitest';
import { answerWords, sidesOf } from '../../../../../renderer/routing/headers/case-words.ts';
import type { RoutingLine } from '../../../../../shared/model/exchange.ts';

const line = (header: string, verdict: RoutingLine['verdict']): RoutingLine => ({
  header,
  verdict,
  note: '',
});
const CALL = { method: 'tools/call', name: 'whoami' };

describe('sidesOf', () => {
  it('points out what differs, on both sides', () => {
    const sides = sidesOf({
      header: { ...CALL, name: 'basket_get' },
      body: CALL,
      lines: [line('mcp-method', 'match'), line('mcp-name', 'mismatch')],
    });
    expect(sides.header.method).toEqual({ text: 'tools/call', differs: false, missing: false });
    expect(sides.header.name).toEqual({ text: 'basket_get', differs: true, missing: false });
    expect(sides.body.name).toEqual({ text: 'whoami', differs: true, missing: false });
  });

  it('tells a missing header from one that is not needed', () => {
    const without = (verdict: RoutingLine['verdict']) =>
      sidesOf({
        header: { ...CALL, name: '' },
        body: { ...CALL, name: '' },
        lines: [line('Mcp-Name', verdict)],
      });
    expect(without('missing').header.name).toEqual({ text: '', differs: true, missing: true });
    expect(without('not-needed').header.name).toEqual({ text: '', differs: false, missing: false });
  });

  it('names the other headers that are wrong, each once', () => {
    const { others } = sidesOf({
      header: CALL,
      body: CALL,
      lines: [
        line('Mcp-Param-Region', 'invalid'),
        line('Mcp-Param-Region', 'mismatch'),
        line('MCP-Protocol-Version', 'missing'),
        line('Mcp-Method', 'mismatch'),
        line('Mcp-Param-Shop', 'match'),
      ],
    });
    expect(others).toEqual(['Mcp-Param-Region', 'MCP-Protocol-Version']);
  });
});

it.each([
  [{ status: 200 }, '200'],
  [{ status: 400, errorCode: -32020 }, '400 -32020'],
  [{}, 'no answer'],
])('says of the answer %j: %s', (answer, words) => {
  expect(answerWords(answer)).toBe(words);
});
