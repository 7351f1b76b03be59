import { describe, expect, it } from 'vitest';
import { runForm, runOf } from '../../../../../renderer/gateway/runs/run-form.ts';
import type { RunSettings } from '../../../../../shared/model/run.ts';

const run: RunSettings = {
  id: 'shop',
  name: 'shop',
  command: {
    command: 'node',
    args: ['my server.js', '--port', '${PORT}'],
    env: { API_KEY: '${API_KEY}', EMPTY: '' },
    cwd: '/srv/shop',
  },
  copies: 3,
  path: '/mcp',
  restart: 'on-crash',
};

describe('a server in its fields', () => {
  it('comes back as it was', () => {
    expect(runOf(runForm(run), 'shop')).toEqual({ ok: true, value: run });
  });

  it('is named after what it runs where nobody says', () => {
    const named = (commandLine: string): unknown => runOf({ ...runForm(undefined), commandLine }, undefined);
    expect(named('npx -y @scope/server-everything streamableHttp')).toMatchObject({
      value: { name: 'server-everything', copies: 2, path: '/mcp', restart: 'never' },
    });
    expect(named('/opt/bin/shop --x')).toMatchObject({ value: { name: 'shop' } });
  });

  it('takes variables in front of the command, too', () => {
    const form = { ...runForm(undefined), commandLine: 'A=1 node x.js', env: 'B=2=3\n' };
    expect(runOf(form, undefined)).toMatchObject({ value: { command: { env: { A: '1', B: '2=3' } } } });
    expect(runOf({ ...form, env: 'A=2' }, undefined)).toMatchObject({ problem: { field: 'env' } });
  });

  it.each([
    [{ commandLine: 'node "x' }, 'command'],
    [{ commandLine: '' }, 'command'],
    [{ env: 'no sign' }, 'env'],
    [{ env: '=x' }, 'env'],
    [{ copies: '0' }, 'copies'],
    [{ copies: '17' }, 'copies'],
    [{ path: 'mcp' }, 'path'],
  ])('says what is wrong: %j', (change, field) => {
    expect(runOf({ ...runForm(run), ...change }, 'shop')).toMatchObject({ ok: false, problem: { field } });
  });
});
