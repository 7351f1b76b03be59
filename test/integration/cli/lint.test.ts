import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { startSdkServer } from '../../support/real-servers/in-process.ts';
import { findClosedPort } from '../../support/tcp-server.ts';
import { runCli, startCli } from './run-cli.ts';
import { listen } from '../../support/real-servers/http-listener.ts';
import { MODERN_SDK } from '../../support/stdio-engine.ts';

interface Document {
  readonly exitCode: number;
  readonly exchanges: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly muted: { readonly count: number };
  readonly instances: readonly {
    readonly name: string;
    readonly era: string | null;
    readonly exchanges: number;
  }[];
  readonly rules: readonly {
    readonly id: string;
    readonly severity: string;
    readonly count: number;
    readonly findings: readonly { readonly step: string | null; readonly place: string | null }[];
  }[];
}

const MISSING = 'result.result-type-missing';
let home: string;
let healthy: DemoFleet;
let faulty: DemoFleet;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-lint-'));
  healthy = await startDemoFleet({ names: ['alpha', 'beta'] });
  faulty = await startDemoFleet({ names: ['alpha'], bugs: ['missing-result-type'] });
});
afterAll(async () => {
  await healthy.stop();
  await faulty.stop();
  await rm(home, { recursive: true, force: true });
});

async function lint(
  ...args: readonly string[]
): Promise<{ code: number | null; document: Document; stderr: string }> {
  const { code, stdout, stderr } = await runCli(['lint', ...args, '--json', '--quiet'], home);
  if (stdout === '') throw new Error(`no document: ${stderr}`);
  return { code, document: JSON.parse(stdout) as Document, stderr };
}

describe('a server', () => {
  it('without errors exits 0, several at once', async () => {
    const [alpha, beta] = ['alpha', 'beta'].map((name) => healthy.get(name).url);
    const { code, document, stderr } = await lint(alpha ?? '', '--to', `other=${beta ?? ''}`);
    expect(document.counts['error'], JSON.stringify(document.rules, null, 1)).toBe(0);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(document.instances).toMatchObject([{ era: 'modern' }, { name: 'other', era: 'modern' }]);
    expect(document.exchanges).toBeGreaterThan(30);
  });

  it('with errors exits 1, and the text says which, where and how to mend it', async () => {
    const { code, stdout, stderr } = await runCli(['lint', faulty.get('alpha').url], home);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error {2}resultType missing {2}result\.result-type-missing$/m);
    expect(stdout).toMatch(/^ {2}first #1 server\/discover on \S+ at event:0:\/result$/m);
    expect(stdout).toMatch(/^ {2}fix {2}Add "resultType"/m);
    expect(stdout).toMatch(/^ {2}see {2}https:\/\/modelcontextprotocol\.io\//m);
    expect(stdout).toMatch(
      /\n[1-9]\d* errors?, \d+ warnings? and \d+ notes? in \d+ exchanges with 1 instance\.\n$/,
    );
    // What is going on goes to the other stream.
    expect(stderr).toContain('done');
  });

  it('is held only against rules that are wanted, and not against those that are muted', async () => {
    const { url } = faulty.get('alpha');
    const only = await lint(url, '--rule', MISSING);
    expect(only.document.rules.map(({ id }) => id)).toEqual([MISSING]);
    expect(only.code).toBe(1);
    const muted = await lint(url, '--rule', MISSING, '--mute', MISSING);
    expect(muted.document).toMatchObject({ rules: [], muted: { count: only.document.rules[0]?.count } });
    expect(muted.code).toBe(0);
  });

  it('that is not there exits 3 and says so', async () => {
    const port = await findClosedPort();
    const { code, stdout, stderr } = await runCli(
      ['lint', `http://127.0.0.1:${String(port)}/mcp`, '--quiet'],
      home,
    );
    expect(code).toBe(3);
    expect(stdout).toContain('0 errors');
    expect(stderr).toContain('the tour is not complete');
  });

  it('on stdio is started, asked and ended', async () => {
    const { command, args } = MODERN_SDK;
    const target = `stdio:${[command, ...args].join(' ')}`;
    // The SDK looks at the revision over HTTP only: see ../lint/real-servers.test.ts.
    const { code, document } = await lint(target, '--mute', 'version.unsupported-accepted');
    expect(document.instances).toMatchObject([{ era: 'modern' }]);
    expect(document).toMatchObject({ rules: [], muted: { count: 1 } });
    expect(code).toBe(0);
  });

  it('is given up by a signal: what is on its way is cancelled', async () => {
    const asked = Promise.withResolvers<undefined>();
    const silent = await listen(() => {
      asked.resolve(undefined);
    });
    try {
      const { child, ended } = startCli(['lint', silent.url, '--era', 'modern', '--quiet'], home);
      await asked.promise;
      child.kill('SIGTERM');
      expect(await ended).toEqual({ code: 3, stdout: '', stderr: 'Cancelled.\n' });
    } finally {
      await silent.stop();
    }
  });
});

describe('a capture', () => {
  it('is read, judged anew and left as it was; only new exchanges count for a tour', async () => {
    const { url } = faulty.get('alpha');
    const first = await lint(url, '--capture', 'tour.hopscope', '--rule', MISSING);
    const second = await lint(url, '--capture', 'tour.hopscope', '--rule', MISSING);
    expect(second.document.exchanges).toBe(first.document.exchanges);
    expect(second.document.counts).toEqual(first.document.counts);
    const before = await readFile(join(home, 'tour.hopscope'));
    const both = await lint('tour.hopscope', '--rule', MISSING);
    expect(both.code).toBe(1);
    expect(both.document.exchanges).toBe(2 * first.document.exchanges);
    expect(both.document.counts['error']).toBe(2 * (first.document.counts['error'] ?? 0));
    expect(both.document.instances).toHaveLength(1);
    expect((await readFile(join(home, 'tour.hopscope'))).equals(before)).toBe(true);
  });

  it('that is none cannot be read', async () => {
    await writeFile(join(home, 'letter.txt'), 'Dear server');
    const { code, stdout, stderr } = await runCli(['lint', 'letter.txt'], home);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('letter.txt');
  });
});

describe('reports', () => {
  it('of all kinds are written, and say the same', async () => {
    const kinds = ['json', 'junit', 'sarif', 'html', 'md'];
    const flags = kinds.flatMap((kind) => ['--report', `${kind}:out.${kind}`]);
    const { code, document } = await lint(faulty.get('alpha').url, ...flags);
    expect(code).toBe(1);
    const [json, junit, sarif, html, md] = await Promise.all(
      kinds.map((kind) => readFile(join(home, `out.${kind}`), 'utf8')),
    );
    expect(JSON.parse(json ?? '')).toEqual(document);
    expect(junit).toMatch(/<testsuites name="hopscope lint" tests="\d+" failures="[1-9]/);
    expect(JSON.parse(sarif ?? '')).toMatchObject({ version: '2.1.0' });
    const total = document.rules.reduce((sum, { count }) => sum + count, 0);
    const { runs } = JSON.parse(sarif ?? '') as { runs: { results: unknown[] }[] };
    expect(runs[0]?.results).toHaveLength(total);
    expect(html).toContain(MISSING);
    expect(md).toContain(MISSING);
  });
});

describe('wrong usage exits 2 before anything is sent', () => {
  it.each([
    [['gone.hopscope'], 'There is no file'],
    [['http://127.0.0.1:9/mcp', '--rule', 'result.result-type-mising'], 'result.result-type-missing'],
    [['http://127.0.0.1:9/mcp', '--report', 'pdf:x'], 'Kinds: json, junit, sarif, html, md'],
    [['http://127.0.0.1:9/mcp', '--report', 'md:no/x.md'], 'there is no directory'],
    [['http://127.0.0.1:9/mcp', '--fail-on', 'note'], 'Allowed choices'],
  ])('%j', async (args, says) => {
    const { code, stdout, stderr } = await runCli(['lint', ...args], home);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('flags about servers, beside a capture', async () => {
    const server = await startSdkServer('reject');
    try {
      await runCli(['lint', server.url, '--capture', 'kept.hopscope', '--quiet'], home);
      const { code, stderr } = await runCli(['lint', 'kept.hopscope', '--era', 'modern'], home);
      expect(code).toBe(2);
      expect(stderr).toContain('--era is about servers');
    } finally {
      await server.stop();
    }
  });
});
