import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import { createInstanceDirectory } from '../../../../engine/instances/instance-directory.ts';

const ALPHA = {
  id: 'a',
  name: 'alpha',
  url: 'http://127.0.0.1:1/mcp',
  headers: [['X-Key', '${KEY}']],
} as const;

function directory(problem?: string) {
  return createInstanceDirectory({
    instances: () => [ALPHA],
    resolveTls: () => undefined,
    resolveCommand: () => undefined,
    resolveHeaders: () => ({ headers: [['X-Key', 'filled']], ...(problem !== undefined && { problem }) }),
  });
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'no error';
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.message}` : 'another error';
  }
}

describe('createInstanceDirectory', () => {
  it('gives an instance with its headers filled', () => {
    expect(directory().ready('a')).toEqual({ instance: ALPHA, headers: [['X-Key', 'filled']] });
  });

  it('gives the paths of its TLS files as they were resolved', () => {
    const tls = { caFile: '/workspace/ca.pem' };
    const found = createInstanceDirectory({
      instances: () => [{ ...ALPHA, tls: { caFile: 'ca.pem' } }],
      resolveHeaders: () => ({ headers: [] }),
      resolveCommand: () => undefined,
      resolveTls: () => tls,
    }).ready('a');
    expect(found.instance.tls).toEqual(tls);
  });

  it('names an unknown instance', () => {
    expect(codeOf(() => directory().ready('zzz'))).toContain('NOT_FOUND: There is no instance "zzz"');
  });

  it('shows an instance whose variable is missing but does not let it be sent to', () => {
    const unset = directory('${KEY} is not set.');
    expect(unset.find('a').problem).toBe('${KEY} is not set.');
    expect(codeOf(() => unset.ready('a'))).toBe('BAD_INPUT: alpha: ${KEY} is not set.');
  });

  describe('an instance with a command', () => {
    const stdio = { command: 'node', args: ['s.js'], env: { KEY: '${SECRET}' } };
    const saved = { id: 's', name: 'local', url: 'stdio:node s.js', stdio, headers: [] };
    const filled = { ...stdio, env: { KEY: 'hidden' }, cwd: '/workspace' };
    const directoryOf = (approved: boolean | undefined, problem?: string) =>
      createInstanceDirectory({
        instances: () => [{ ...saved, ...(approved !== undefined && { approved }) }],
        resolveHeaders: () => ({ headers: [['X', 'never']] }),
        resolveCommand: () => ({ stdio: filled, ...(problem !== undefined && { problem }) }),
        resolveTls: () => undefined,
      });

    it('is handed out with its command filled once it is allowed', () => {
      expect(directoryOf(true).ready('s')).toEqual({
        instance: { ...saved, approved: true, stdio: filled },
        headers: [],
      });
    });

    it.each([[undefined], [false]])('is kept back while approved is %s, without its secrets', (approved) => {
      let error: unknown;
      try {
        directoryOf(approved, 'also: a variable is missing').ready('s');
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toMatchObject({
        code: 'NEEDS_CONSENT',
        details: { id: 's', commandLine: "KEY='${SECRET}' node s.js" },
      });
      expect(JSON.stringify(error)).not.toContain('hidden');
    });

    it('tells of a variable that is missing', () => {
      const said = codeOf(() => directoryOf(true, 'KEY has no value.').ready('s'));
      expect(said).toBe('BAD_INPUT: local: KEY has no value.');
    });
  });
});
