import { expect, it } from 'vitest';
import { elicitNoMode } from '../../../../../../engine/lint/rules/elicit/no-mode.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const declaring = (elicitation: object) =>
  findingsOf(elicitNoMode, {
    meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': { elicitation: elicitation as never } },
    result: { tools: [] },
  });

it.each([{}, { form: {} }, { url: {} }, { form: {}, url: {} }])('is content with %j', (elicitation) => {
  expect(declaring(elicitation)).toEqual([]);
});

it('finds neither mode in what is not empty', () => {
  expect(declaring({ schemas: true })).toMatchObject([
    { severity: 'error', side: 'client', found: '{"schemas":true}' },
  ]);
});
