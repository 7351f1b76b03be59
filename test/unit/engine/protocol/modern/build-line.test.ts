import { expect, it } from 'vitest';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import { buildLine } from '../../../../../engine/protocol/modern/build-line.ts';

const draft: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'route', arguments: { region: 'eu' } },
  toolSchema: {
    type: 'object',
    properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
  },
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};
const target = { url: 'stdio:node server.js', requestId: 7 };

it('has everything in the message, and no headers', () => {
  const line = buildLine(draft, target);
  expect(line).toMatchObject({ httpMethod: '', url: target.url, headers: [], routing: [], problems: [] });
  expect(JSON.parse(line.body)).toEqual({
    jsonrpc: '2.0',
    id: 7,
    method: 'tools/call',
    params: {
      name: 'route',
      arguments: { region: 'eu' },
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  });
  expect(line.origins.map((entry) => entry.target)).toContain(
    '/params/_meta/io.modelcontextprotocol~1protocolVersion',
  );
  expect(line.origins.filter((entry) => entry.target.startsWith('header:'))).toEqual([]);
});

it('is one line, whatever the texts hold', () => {
  const { body, problems } = buildLine({ ...draft, params: { name: 'a\nb' } }, target);
  expect(body).not.toContain('\n');
  expect(problems).toEqual([]);
});

it('says of a body of several lines, and of changed headers, what becomes of them', () => {
  const tamper = { ...NO_TAMPER, body: '{\n}', headers: [{ op: 'drop' as const, name: 'Mcp-Method' }] };
  const line = buildLine({ ...draft, tamper }, target);
  expect(line.body).toBe('{\n}');
  expect(line.problems).toEqual([
    expect.stringMatching(/has a line break, and on stdio a message is one line/),
    expect.stringMatching(/no headers on stdio/),
  ]);
  expect(line.origins).toContainEqual({ target: '', origin: 'you replaced the body', kind: 'tampered' });
});
