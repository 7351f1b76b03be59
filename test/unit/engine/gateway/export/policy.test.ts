import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../../engine/gateway/export/policy.ts';
import { EXPORTED, exportedGateway, exportedRule, IS_CALL } from '../../../../support/export-samples.ts';

describe('readPolicy', () => {
  it('gives each rule that is on its pool, by its place in the table', () => {
    const gateway = exportedGateway({
      rules: [
        { ...exportedRule([], { kind: 'route', strategy: { kind: 'round-robin' } }, 'Off'), enabled: false },
        exportedRule([IS_CALL], {
          kind: 'route',
          instanceIds: ['gamma', 'left-long-ago', 'alpha'],
          strategy: { kind: 'weighted', weights: { gamma: 3 } },
        }),
      ],
    });
    const { rules, otherwise, notes } = readPolicy(gateway, EXPORTED);
    expect(rules).toMatchObject([
      {
        label: 'rule_2',
        title: 'Rule 2, A rule',
        action: {
          pool: {
            label: 'rule_2',
            servers: [
              { name: 'gamma', weight: 3 },
              { name: 'alpha', weight: 1 },
            ],
          },
        },
      },
    ]);
    expect(otherwise).toMatchObject({ pool: { servers: [{ port: 3001 }, { port: 3002 }, { port: 3003 }] } });
    expect(notes).toContain('Rules that are switched off are left out: Off.');
  });

  it.each([
    ['pinned to one that is not of the pool', { kind: 'pinned', instanceId: 'elsewhere' }],
    ['with all weights 0', { kind: 'weighted', weights: { alpha: 0, beta: 0, gamma: 0 } }],
  ] as const)('refuses as the gateway does what is %s', (_name, strategy) => {
    expect(readPolicy(exportedGateway({ strategy }), EXPORTED).otherwise).toMatchObject({
      kind: 'refuse',
      status: 503,
    });
  });

  it('keeps of a pinned pool that one instance', () => {
    const { otherwise } = readPolicy(
      exportedGateway({ strategy: { kind: 'pinned', instanceId: 'beta' } }),
      EXPORTED,
    );
    expect(otherwise).toMatchObject({ pool: { servers: [{ name: 'beta' }] } });
    expect(otherwise).not.toMatchObject({ pool: { servers: [{}, {}] } });
  });

  it('says a refusal in JSON where its text is JSON', () => {
    const refuse = (text: string) => exportedRule([], { kind: 'refuse', status: 403, text });
    const { rules } = readPolicy(exportedGateway({ rules: [refuse('{"no":1}'), refuse('{no}')] }), EXPORTED);
    expect(rules).toMatchObject([
      { action: { mediaType: 'application/json' } },
      { action: { mediaType: 'text/plain; charset=utf-8' } },
    ]);
  });

  it('makes labels that all targets take, each only once', () => {
    const named = (id: string, name: string, url: string) => ({ id, name, url, headers: [] });
    const { servers } = readPolicy(exportedGateway({ instanceIds: ['1', '2', '3', '4'] }), [
      named('1', 'Pod A!', 'https://shop.example'),
      named('2', 'pod-a', 'http://[::1]:81/mcp'),
      named('3', '9 lives', 'http://a'),
      named('4', 'ключ', 'http://b'),
    ]);
    expect(servers).toMatchObject([
      { label: 'pod-a', host: 'shop.example', port: 443, secure: true, authority: 'shop.example', path: '/' },
      { label: 'pod-a-2', host: '[::1]', port: 81, secure: false, authority: '[::1]:81', path: '/mcp' },
      { label: 'instance-9-lives' },
      { label: 'instance' },
    ]);
  });

  it('tells of all that no target gets, and of headers only the names', () => {
    const [alpha, beta] = EXPORTED;
    if (!alpha || !beta) throw new Error('no samples');
    const fault = { id: 'f', enabled: true, probability: 1, does: { kind: 'refuse' } } as const;
    const gateway = exportedGateway({
      listen: { host: '127.0.0.1', port: 0 },
      instanceIds: ['alpha', 'beta', 'gone', 'stdio'],
      faults: [fault],
      nameInstance: true,
    });
    const { notes, listen, servers } = readPolicy(gateway, [
      { ...alpha, headers: [['Authorization', 'Bearer s3cret']], tls: { certFile: 'c.pem' } },
      { ...beta, url: 'http://127.0.0.1:3002/other?key=1' },
      { id: 'stdio', name: 'local', url: 'stdio:node x.js', headers: [] },
    ]);
    expect(listen.port).toBe(8080);
    expect(servers.map(({ name }) => name)).toEqual(['alpha', 'beta']);
    const said = notes.join('\n');
    for (const part of [
      'Faults',
      '8080',
      'X-Hopscope-Instance',
      'gone',
      'local',
      'alpha (Authorization)',
      'TLS',
    ])
      expect(said).toContain(part);
    expect(said).toContain('/mcp, /other?key=1');
    expect(said).not.toContain('s3cret');
  });
});
