import { expect, test } from 'vitest';
import { readSettings, type DemoSettings } from '../../../demo/read-settings.ts';

function read(environment: Record<string, string>): DemoSettings {
  const outcome = readSettings(environment);
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome.settings;
}

const KEY = 'ab'.repeat(32);

test('an empty environment means a lone, healthy alpha on a free port', () => {
  const { key, ...rest } = read({});
  expect(rest).toEqual({
    name: 'alpha',
    port: 0,
    bugs: new Set(),
    storePath: ':memory:',
    conformance: false,
    endWithStdin: false,
  });
  expect(key.byteLength).toBe(32);
  expect(read({}).key).not.toEqual(key);
});

test('reads every variable', () => {
  const settings = read({
    HOPSCOPE_DEMO_NAME: 'beta-2',
    PORT: '8080',
    HOPSCOPE_DEMO_BUGS: ' memory-basket, shuffled-tools,,',
    HOPSCOPE_DEMO_STORE: '/tmp/x.sqlite',
    HOPSCOPE_DEMO_KEY: KEY,
    HOPSCOPE_DEMO_PARENT: 'stdin',
    HOPSCOPE_DEMO_CONFORMANCE: '1',
  });
  expect(settings).toMatchObject({
    name: 'beta-2',
    port: 8080,
    storePath: '/tmp/x.sqlite',
    conformance: true,
    endWithStdin: true,
  });
  expect([...settings.bugs]).toEqual(['memory-basket', 'shuffled-tools']);
  expect(Buffer.from(settings.key).toString('hex')).toBe(KEY);
});

test('own-key ignores the key that the fleet shares', () => {
  const { key } = read({ HOPSCOPE_DEMO_KEY: KEY, HOPSCOPE_DEMO_BUGS: 'own-key' });
  expect(Buffer.from(key).toString('hex')).not.toBe(KEY);
});

test.each<[Record<string, string>, string]>([
  [{ HOPSCOPE_DEMO_NAME: 'a b' }, 'HOPSCOPE_DEMO_NAME'],
  [{ PORT: '-1' }, 'PORT'],
  [{ PORT: '80 ' }, 'PORT'],
  [{ PORT: '65536' }, 'PORT'],
  [{ HOPSCOPE_DEMO_BUGS: 'nope' }, '"nope"'],
  [{ HOPSCOPE_DEMO_KEY: 'xyz' }, 'HOPSCOPE_DEMO_KEY'],
  [{ HOPSCOPE_DEMO_KEY: 'abcd' }, 'HOPSCOPE_DEMO_KEY'],
  [{ HOPSCOPE_DEMO_CONFORMANCE: 'yes' }, 'HOPSCOPE_DEMO_CONFORMANCE'],
])('refuses %j with one line', (environment, named) => {
  const outcome = readSettings(environment);
  const problem = outcome.ok ? '' : outcome.problem;
  expect(problem).toContain(named);
  expect(problem).not.toContain('\n');
});
