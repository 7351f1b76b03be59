import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUGS } from '../../../demo/bugs.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { runCli } from './run-cli.ts';

const PLACEHOLDER = 'http://127.0.0.1:3000/mcp';
const SENDING = ['discover', 'list', 'call', 'read', 'prompt', 'send'];

let fleet: DemoFleet;
let home: string;

beforeAll(async () => {
  fleet = await startDemoFleet();
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  const instances = fleet.instances.map(({ name, url }) => ({ id: name, name, url, headers: [] }));
  await mkdir(join(home, 'work'));
  await writeFile(join(home, 'work', 'workspace.json'), JSON.stringify({ version: 1, instances }));
});

afterAll(async () => {
  await fleet.stop();
  await rm(home, { recursive: true, force: true });
});

/** The examples of a help text, each as its arguments. */
async function examplesOf(args: readonly string[]): Promise<string[][]> {
  const { stdout } = await runCli(args, home);
  return [...stdout.matchAll(/^(?: {2}|Example: )hopscope ([^\n]+)$/gm)].map(([, line = '']) => {
    // What stands after several spaces explains the example.
    const [words = ''] = line.split(/ {3,}/);
    return [...words.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
  });
}

test.each([['--help'], ...SENDING.map((command) => [command, '--help'])])(
  'what the examples of %s %s send is there in the demo',
  async (...args) => {
    const examples = (await examplesOf(args)).filter(([command = '']) => SENDING.includes(command));
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const real = example.map((word) => (word === PLACEHOLDER ? fleet.get('alpha').url : word));
      const end = await runCli([...real, '--workspace', 'work', '--quiet'], home);
      // These two show what is refused, and who differs; all others show an answer.
      const expected = example.some((word) => ['--drop-header', '--set-header'].includes(word))
        ? { code: 1, stdout: expect.stringContaining('HeaderMismatch') as string }
        : example.includes('--expect-same')
          ? { code: 1, stdout: expect.stringContaining('The answers differ') as string }
          : { code: 0 };
      expect({ example, ...end }).toMatchObject({ example, stderr: '', ...expected });
    }
  },
);

test('the examples of demo name bugs that there are', async () => {
  const examples = [...(await examplesOf(['--help'])), ...(await examplesOf(['demo', '--help']))];
  const bugs = examples
    .filter(([command]) => command === 'demo')
    .map((words) => words[words.indexOf('--bug') + 1]);
  expect(bugs).toHaveLength(2);
  for (const bug of bugs) expect(BUGS.map(({ name }) => name)).toContain(bug);
});
