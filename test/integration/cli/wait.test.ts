import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { startTasksServer, type TasksServer } from '../../support/tasks-server.ts';
import { runCli, startCli } from './run-cli.ts';

let home: string;
let demo: DemoFleet | undefined;
let server: TasksServer | undefined;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
});
afterEach(async () => {
  await demo?.stop();
  await server?.close();
  demo = undefined;
  server = undefined;
});
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

async function alpha(): Promise<string> {
  demo = await startDemoFleet({ names: ['alpha'] });
  return demo.instances[0]?.url ?? '';
}

async function fake(): Promise<TasksServer & { readonly url: string }> {
  server = await startTasksServer();
  return { ...server, url: server.instances[0]?.url ?? '' };
}

const methodsOf = ({ calls }: TasksServer): readonly string[] => calls.map(({ method }) => method);

interface Sent {
  readonly link: { readonly kind: string } | null;
  readonly request: { readonly body: string };
}

describe('hopscope call --wait', () => {
  it('drives a task of the demo to its end and shows its result', async () => {
    const { code, stdout, stderr } = await runCli(['call', await alpha(), 'render_report', '--wait'], home);
    expect(stderr).toMatch(/render_report (working|completed)/);
    expect(code).toBe(0);
    expect(stdout).toMatch(/·.*tools\/call render_report.*task/);
    expect(stdout).toMatch(/· {2}[0-9]+ polls?\n/);
    expect(stdout).toMatch(/✓.*tasks\/get .*completed/);
    expect(stdout.trim().split('\n').at(-1)).not.toContain('taskId');
  });

  it('shows each exchange as JSON, linked to the one that made the task', async () => {
    const { code, stdout } = await runCli(['call', await alpha(), 'render_report', '--wait', '--json'], home);
    const { exchanges } = JSON.parse(stdout) as { exchanges: readonly Sent[] };
    expect(code).toBe(0);
    const [made, ...others] = exchanges.filter(({ request }) => !request.body.includes('tools/list'));
    expect(made?.link).toBeNull();
    expect(others.length).toBeGreaterThan(0);
    expect(new Set(others.map(({ link }) => link?.kind))).toEqual(new Set(['poll']));
  });

  it('exits 1 where the task fails', async () => {
    const { code, stdout } = await runCli(['call', await alpha(), 'failing_work', '--wait'], home);
    expect(stdout).toMatch(/✗.*tasks\/get .*failed/);
    expect(code).toBe(1);
  });

  it('answers what it asks for with --respond, and else asks to cancel it and exits 1', async () => {
    const url = await alpha();
    const yes = JSON.stringify({ action: 'accept', content: { approve: true } });
    const answered = await runCli(['call', url, 'approve_work', '--wait', '--respond', yes], home);
    expect(answered.stdout).toMatch(/tasks\/update.*answers what the task asked for/);
    expect(answered.code).toBe(0);
    const accepted = await runCli(['call', url, 'approve_work', '--wait', '--respond', 'accept'], home);
    expect(accepted.stdout).toContain('Approved: a discount of 10 %.');
    expect(accepted.stdout.match(/tasks\/update/g)).toHaveLength(1);
    expect(accepted.code).toBe(0);
    const alone = await runCli(['call', url, 'approve_work', '--wait'], home);
    expect(alone.stderr).toMatch(
      /asks for input, and nobody answered: elicitation\/create\. .*The server was asked to cancel the task/,
    );
    expect(alone.stdout).toContain('tasks/cancel');
    expect(alone.code).toBe(1);
  }, 30_000);

  it('asks to cancel with Ctrl-C, and exits 3', async () => {
    const tasks = await fake();
    const polled = tasks.next(({ method }) => method === 'tasks/get');
    const running = startCli(['call', tasks.url, 'work', '--wait'], home);
    await polled;
    running.child.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect(methodsOf(tasks)).toContain('tasks/cancel');
    expect(stderr).toMatch(/nobody waits any more\. The server was asked to cancel the task/);
    expect(code).toBe(3);
  });

  it('exits 1 where the task is lost', async () => {
    const tasks = await fake();
    tasks.forget('alpha');
    const { code, stderr } = await runCli(['call', tasks.url, 'work', '--wait'], home);
    expect(stderr).toMatch(/does not know it \(-32602\)/);
    expect(code).toBe(1);
  });

  it('exits 3 where its server can no longer be asked', async () => {
    const tasks = await fake();
    tasks.answerWith('tasks/get', (response) => response.writeHead(403).end());
    const { code, stderr } = await runCli(['call', tasks.url, 'work', '--wait', '--quiet'], home);
    expect(stderr).toMatch(/HTTP 403.*Asking again would change nothing/);
    expect(code).toBe(3);
  });

  it('is left alone without --wait, though the extension is declared', async () => {
    const tasks = await fake();
    const args = ['call', tasks.url, 'work', '--extension', 'io.modelcontextprotocol/tasks'];
    const { code, stdout, stderr } = await runCli(args, home);
    expect(stdout).toContain('"status": "working"');
    expect(stderr).toContain('call --wait drives a task to its end');
    expect(code).toBe(0);
    expect(methodsOf(tasks).filter((method) => method.startsWith('tasks/'))).toEqual([]);
  });

  it('is only an answer where the server makes no task of it', async () => {
    const { code, stdout } = await runCli(['call', await alpha(), 'whoami', '--wait'], home);
    expect(stdout).toMatch(/^✓.*whoami/);
    expect(code).toBe(0);
  });

  it.each([['--no-follow-up'], ['--expect-same']])('is no use with %s', async (flag) => {
    const to = ['http://127.0.0.1:9/mcp', 'work', '--to', 'b=http://127.0.0.1:9/mcp'];
    const { code, stderr } = await runCli(['call', ...to, '--wait', flag], home);
    expect(stderr).toContain(flag);
    expect(code).toBe(2);
  });
});
