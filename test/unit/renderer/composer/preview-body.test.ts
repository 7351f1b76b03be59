import { describe, expect, it } from 'vitest';
import {
  bodyLines,
  bodyOrigin,
  headerOrigin,
  pointerOfField,
  verdictOf,
} from '../../../../renderer/composer/preview-body.ts';
import { NO_TAMPER } from '../../../../shared/model/draft.ts';
import type { ValueOrigin } from '../../../../shared/model/exchange.ts';

const BODY = '{"jsonrpc":"2.0","params":{"name":"x","arguments":{},"_meta":{"a/b":{"c":1},"d":2}}}';

describe('bodyLines', () => {
  it('gives each member of params and _meta a line with its pointer', () => {
    const lines = bodyLines(BODY, BODY, NO_TAMPER) ?? [];
    expect(
      lines.map((line) => `${line.pointer} ${line.name ?? ''} ${line.text}${line.comma ? ',' : ''}`),
    ).toEqual([
      '  {',
      '/jsonrpc jsonrpc "2.0",',
      '/params params {',
      '/params/name name "x",',
      '/params/arguments arguments {},',
      '/params/_meta _meta {',
      '/params/_meta/a~1b a/b {"c":1},',
      '/params/_meta/d d 2',
      '/params/_meta  }',
      '/params  }',
      '  }',
    ]);
    expect(lines.filter((line) => line.metaKey !== undefined).map((line) => line.metaKey)).toEqual([
      'a/b',
      'd',
    ]);
  });

  it('marks changed and added keys and shows dropped ones with the value that they had', () => {
    const tampered = '{"params":{"_meta":{"d":3,"new":1}}}';
    const lines =
      bodyLines(tampered, BODY, { ...NO_TAMPER, meta: { d: 3, new: 1 }, dropMeta: ['a/b', 'never'] }) ?? [];
    const marked = lines.filter((line) => line.mark).map((line) => [line.metaKey, line.mark, line.text]);
    expect(marked).toEqual([
      ['d', 'changed', '3'],
      ['new', 'added', '1'],
      ['a/b', 'dropped', '{"c":1}'],
    ]);
  });

  it('opens long values and leaves out text that is no JSON', () => {
    const long = JSON.stringify({ params: { arguments: { list: ['x'.repeat(40), 'y'.repeat(40)] } } });
    const lines = bodyLines(long, long, NO_TAMPER) ?? [];
    expect(lines.map((line) => line.pointer)).toContain('/params/arguments/list/1');
    expect(bodyLines('{"a":', BODY, NO_TAMPER)).toBeUndefined();
  });
});

describe('origins', () => {
  const origins: ValueOrigin[] = [
    { target: 'header:Mcp-Name', origin: 'params.name', kind: 'protocol' },
    { target: '/params/arguments', origin: 'your parameters', kind: 'draft' },
    { target: '/params/arguments/x', origin: 'x itself', kind: 'draft' },
  ];

  it('finds a header without case and the nearest value around a pointer', () => {
    expect(headerOrigin(origins, 'mcp-name')?.origin).toBe('params.name');
    expect(bodyOrigin(origins, '/params/arguments/x/0')?.origin).toBe('x itself');
    expect(bodyOrigin(origins, '/params/arguments/y')?.origin).toBe('your parameters');
    expect(bodyOrigin(origins, '/params')).toBeUndefined();
    expect(
      bodyOrigin([...origins, { target: '', origin: 'you replaced the body', kind: 'tampered' }], '/id')
        ?.kind,
    ).toBe('tampered');
  });

  it('reads the paths that the routing table uses', () => {
    expect(pointerOfField('method')).toBe('/method');
    expect(pointerOfField('params.arguments.region')).toBe('/params/arguments/region');
    expect(pointerOfField('params._meta["io.modelcontextprotocol/protocolVersion"]')).toBe(
      '/params/_meta/io.modelcontextprotocol~1protocolVersion',
    );
  });

  it('finds the verdict of a header without case', () => {
    const line = { header: 'Mcp-Name', verdict: 'match', note: '' } as const;
    expect(verdictOf([line], 'MCP-NAME')).toBe(line);
    expect(verdictOf([line], 'Host')).toBeUndefined();
  });
});
