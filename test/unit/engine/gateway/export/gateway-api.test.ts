import { describe, expect, it } from 'vitest';
import { toGatewayApi } from '../../../../../engine/gateway/export/gateway-api.ts';
import { readPolicy } from '../../../../../engine/gateway/export/policy.ts';
import type { GatewayRule, GatewaySettings, HeaderCondition } from '../../../../../shared/model/gateway.ts';
import { EXPORTED, exportedGateway, exportedRule, IS_CALL } from '../../../../support/export-samples.ts';

const write = (change: Partial<GatewaySettings>): string =>
  toGatewayApi(readPolicy(exportedGateway(change), EXPORTED));
const flat = (text: string): string => text.replace(/\n *# */g, ' ');
const route: GatewayRule['action'] = { kind: 'route', strategy: { kind: 'pinned', instanceId: 'beta' } };

describe('toGatewayApi', () => {
  it('writes an HTTPRoute with a rule each, and one for the rest', () => {
    const text = write({ rules: [exportedRule([IS_CALL], route)] });
    expect(text.split('\n').filter((line) => !line.includes('#'))).toEqual([
      'apiVersion: gateway.networking.k8s.io/v1',
      'kind: HTTPRoute',
      'metadata:',
      '  name: shop',
      'spec:',
      '  parentRefs:',
      '  - name: gateway',
      '  rules:',
      '  - matches:',
      '    - headers:',
      '      - { type: Exact, name: "Mcp-Method", value: "tools/call" }',
      '    backendRefs:',
      '    - { name: beta, port: 3002 }',
      '  - backendRefs:',
      '    - { name: alpha, port: 3001 }',
      '    - { name: beta, port: 3002 }',
      '    - { name: gamma, port: 3003 }',
      '',
    ]);
    expect(text).toContain('# - Service alpha: alpha, now at http://127.0.0.1:3001/mcp');
  });

  it.each<[string, readonly HeaderCondition[]]>([
    ['absent', [{ header: 'X', test: 'absent' }]],
    ['only the first would count', [IS_CALL, { header: 'mcp-method', test: 'present' }]],
    ['too long', [{ header: 'X', test: 'exact', value: 'x'.repeat(5_000) }]],
    [
      'at most 16 headers',
      Array.from({ length: 17 }, (_, at) => ({ header: `X-${String(at)}`, test: 'present' as const })),
    ],
  ])('says at the rule why it cannot be expressed: %s', (reason, match) => {
    const text = write({ rules: [exportedRule(match, route)] });
    expect(flat(text)).toMatch(new RegExp(`NOT EXPORTED: .*${reason}`));
    expect(text).not.toContain('matches:');
  });

  it('says of the rules beyond the sixteenth that there are too many', () => {
    const text = write({
      rules: Array.from({ length: 17 }, (_, at) => exportedRule([IS_CALL], route, String(at))),
    });
    expect(text.match(/NOT EXPORTED: an HTTPRoute has at most 16 rules/g)).toHaveLength(2);
    expect(text.match(/^ {2}- /gm)).toHaveLength(1 + 16);
  });

  it('warns where its order is another one', () => {
    const more = exportedRule([IS_CALL, { header: 'X', test: 'present' }], route, 'More');
    const fewer = exportedRule([IS_CALL], route, 'Fewer');
    expect(flat(write({ rules: [fewer, more] }))).toContain(
      'this rule and one of rule_1 hold, this one wins here',
    );
    expect(write({ rules: [more, fewer] })).not.toContain('wins here');
  });

  it.each([
    [{ kind: 'hash', header: 'Mcp-Name' }, 'By the hash of Mcp-Name CANNOT BE EXPRESSED', 'backendRefs:'],
    [{ kind: 'least-pending' }, 'Least pending CANNOT BE EXPRESSED', 'backendRefs:'],
    [{ kind: 'random', seed: 1 }, 'Neither chance nor its seed', 'backendRefs:'],
    [
      { kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } },
      'GEP-1619',
      'sessionName: "Mcp-Session-Id"',
    ],
    [{ kind: 'weighted', weights: { alpha: 5, beta: 0 } }, '', '- { name: beta, port: 3002, weight: 0 }'],
  ] as const)('writes %j', (strategy, remark, line) => {
    const text = write({ strategy });
    expect(flat(text)).toContain(remark);
    expect(text.split('\n').map((each) => each.trim().replace(/^- (?=backend)/, ''))).toContain(line);
  });

  it('says that a refusal is another one there', () => {
    const text = write({ rules: [exportedRule([IS_CALL], { kind: 'refuse', status: 403, text: 'No' })] });
    expect(flat(text)).toContain('Refused with 403 and the text "No": NOT EXPRESSED');
    expect(text).toContain('    backendRefs: []');
  });
});
