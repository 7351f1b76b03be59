import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_REDACTION_RULES, type RedactionRules } from '../../../shared/model/redaction.ts';
import { openContractEngine } from '../../support/contract-engine.ts';
import { toolCall } from '../../support/replay/planned.ts';
import { MONDAY, TUESDAY, writeCapture } from '../../support/shop-captures.ts';
import { runCli, type CliEnd } from './run-cli.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  await writeCapture(home, 'monday.hopscope', MONDAY);
  await writeCapture(home, 'tuesday.hopscope', TUESDAY);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const written = (name: string): Promise<string> => readFile(join(home, name), 'utf8');
const diff = (...args: string[]): Promise<CliEnd> => runCli(['diff', ...args], home);

interface Document {
  readonly same: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly noise: Readonly<Record<string, number>>;
  readonly steps: readonly {
    readonly classes: readonly string[];
    readonly left?: { readonly method: string; readonly name: string };
    readonly right?: { readonly method: string; readonly name: string };
    readonly differences: readonly { readonly pointer: string }[];
  }[];
}

const documentOf = ({ stdout }: CliEnd): Document => JSON.parse(stdout) as Document;
const stepsOf = ({ steps }: Document): string[] =>
  steps.map(({ classes, left, right }) => `${classes.join('+')} ${(left ?? right)?.name ?? ''}`);

describe('diff', () => {
  it('ends with 0 for a capture against itself', async () => {
    const { code, stdout } = await diff('monday.hopscope', 'monday.hopscope');
    expect(code).toBe(0);
    expect(stdout).toContain('The two captures are the same, step by step.');
  });

  it('ends with 0 where nothing but noise differs, and names that', async () => {
    const at = (minute: string) => toolCall('clock', {}, { at: `2026-11-23T14:${minute}:00Z` });
    await writeCapture(home, 'noon.hopscope', [at('12')]);
    await writeCapture(home, 'later.hopscope', [at('13')]);
    const { code, stdout } = await diff('noon.hopscope', 'later.hopscope');
    expect(code).toBe(0);
    expect(stdout).toContain('the same, step by step, but for noise in 1 step.');
    expect(stdout).toMatch(/1 +times/);
  });

  it('writes no secret of either side into what leaves the machine', async () => {
    const login = (password: string) => toolCall('login', { user: 'ann', password }, { user: 'ann' });
    const secrets = ['hunter2-of-monday', 'correct-horse-of-tuesday'] as const;
    await writeCapture(home, 'login-1.hopscope', [login(secrets[0])]);
    await writeCapture(home, 'login-2.hopscope', [login(secrets[1])]);
    const reports = ['json', 'md', 'html'].flatMap((kind) => ['--report', `${kind}:login.${kind}`]);
    const end = await diff('login-1.hopscope', 'login-2.hopscope', '--json', ...reports);
    expect(end.code).toBe(1);
    expect(stepsOf(documentOf(end))).toEqual(['changed login']);
    const texts = [
      end.stdout,
      ...(await Promise.all(['json', 'md', 'html'].map((kind) => written(`login.${kind}`)))),
    ];
    for (const text of texts) {
      expect(text).toContain('/params/arguments/password');
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  });

  it('ends with 1 where steps are missing, added, reordered or changed, and names each', async () => {
    const end = await diff('monday.hopscope', 'tuesday.hopscope', '--json');
    expect(end.code).toBe(1);
    const document = documentOf(end);
    expect(document.same).toBe(false);
    expect(stepsOf(document).toSorted()).toEqual([
      'added help',
      'changed price',
      'missing stock',
      'reordered search',
    ]);
    expect(document.counts).toMatchObject({ missing: 1, added: 1, reordered: 1, changed: 1 });
    // A basket's id is another one, and is what it was by its role; the time of a price is none of its changes.
    expect(document.noise).toMatchObject({ flow: 2, time: 1 });
    const changed = document.steps.find(({ classes }) => classes.includes('changed'));
    expect(changed?.differences.map(({ pointer }) => pointer)).toContain('/result/structuredContent/cents');

    const { code, stdout } = await diff('monday.hopscope', 'tuesday.hopscope');
    expect(code).toBe(1);
    for (const line of [
      '- missing  tools/call stock',
      '+ added  tools/call help',
      '^ reordered  tools/call search',
    ]) {
      expect(stdout).toContain(line);
    }
    expect(stdout).toContain('/result/structuredContent/cents 450 → 520');
    expect(stdout).toContain('The two captures differ: 1 missing, 1 added, 1 reordered and 1 changed.');
  });

  it('says where the other side is missing what one has', async () => {
    const back = documentOf(await diff('tuesday.hopscope', 'monday.hopscope', '--json'));
    expect(stepsOf(back).toSorted()).toEqual([
      'added stock',
      'changed price',
      'missing help',
      'reordered search',
    ]);
  });

  it('takes a part of both by a filter', async () => {
    const { code, stdout } = await diff('monday.hopscope', 'tuesday.hopscope', '--filter', 'name:close');
    expect(code).toBe(0);
    expect(stdout).toMatch(/left +monday\.hopscope +1 step/);
    const priced = await diff('monday.hopscope', 'tuesday.hopscope', '--filter', 'name:price', '--json');
    expect(priced.code).toBe(1);
    expect(stepsOf(documentOf(priced))).toEqual(['changed price']);
  });

  it('knows what flows also where a filter leaves out where it came from', async () => {
    const only = ['--filter', 'name:basket_get', '--json'];
    const end = await diff('monday.hopscope', 'tuesday.hopscope', ...only);
    expect(documentOf(end)).toMatchObject({ same: true, noise: { flow: 1 } });
    expect(end.code).toBe(0);
  });

  it('says where a filter is wrong', async () => {
    const { code, stderr } = await diff('monday.hopscope', 'tuesday.hopscope', '--filter', 'failed status:x');
    expect(code).toBe(2);
    expect(stderr).toContain('"x" is no number for status');
  });

  it('counts what a noise file names as no change', async () => {
    const places = [
      'tools/call price /result/structuredContent/cents',
      'tools/call price /result/content/*/text/cents',
    ];
    await writeFile(join(home, 'noise.txt'), `${places.join('\n')}\n`);
    const only = ['--filter', 'name:price', '--noise', 'noise.txt'];
    const end = await diff('monday.hopscope', 'tuesday.hopscope', ...only, '--json');
    expect(end.code).toBe(0);
    expect(documentOf(end)).toMatchObject({ same: true, noise: { known: 1, time: 1 } });
  });

  it('writes reports of each kind', async () => {
    const kinds = ['json', 'md', 'html'].flatMap((kind) => ['--report', `${kind}:out.${kind}`]);
    const { code, stdout, stderr } = await diff('monday.hopscope', 'tuesday.hopscope', ...kinds);
    expect(code).toBe(1);
    expect(stdout).toContain('The two captures differ');
    expect(stderr).toContain('Written: out.html (html).');
    const [json = '', md = '', html = ''] = await Promise.all(
      ['json', 'md', 'html'].map((kind) => written(`out.${kind}`)),
    );
    expect(JSON.parse(json)).toMatchObject({ same: false, counts: { missing: 1 } });
    expect(md).toContain('# monday.hopscope and tuesday.hopscope');
    expect(md).toContain('stock');
    expect(html).toContain('<!doctype html>');
    expect(html).toContain('help');
    expect(html).not.toContain('<script');
  });

  it('ends with 3 where one cannot be read, and with 2 where it is not there', async () => {
    await writeFile(join(home, 'note.txt'), 'hello');
    for (const pair of [
      ['monday.hopscope', 'note.txt'],
      ['note.txt', 'monday.hopscope'],
    ]) {
      const { code, stdout, stderr } = await diff(...pair);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toContain('note.txt');
    }
    const { code, stderr } = await diff('monday.hopscope', 'nowhere.hopscope');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no file');
  });
});

describe('a redacted copy', () => {
  const SECRET = 'k-9f86d081884c7d659a2f';
  const WHOLE = [
    toolCall(
      'login',
      { user: 'ann', password: 'correct horse 9 battery', pin: 48_151_623 },
      { accessToken: SECRET },
    ),
    toolCall('orders', { token: SECRET }, { orders: 3, otp: 901_734, note: `as ${SECRET} asked` }),
    toolCall('pay', { code: 48_151_623 }, { paid: true, price: 100 }),
    { method: 'resources/read', params: { uri: `shop://orders?token=${SECRET}` }, result: { contents: [] } },
    toolCall('pay', { code: 48_151_623 }, { paid: true, price: 250 }),
  ];

  async function redacted(
    name: string,
    parts: typeof WHOLE,
    rules: RedactionRules = DEFAULT_REDACTION_RULES,
  ): Promise<void> {
    const path = await writeCapture(home, `${name}.hopscope`, parts);
    const opened = await openContractEngine();
    try {
      const whole = await opened.engine.bridge.invoke('capture.open', { path });
      if (!whole.ok) throw new Error(whole.error.message);
      await opened.engine.bridge.invoke('redaction.save', rules);
      const saved = await opened.engine.bridge.invoke('redaction.saveCopy', {
        captureId: whole.value.id,
        path: join(home, `${name}-redacted.hopscope`),
        job: name,
      });
      if (!saved.ok) throw new Error(saved.error.message);
    } finally {
      await opened.close();
    }
  }

  it('is the same as its source but for what was replaced, numbers included', async () => {
    await redacted('whole', WHOLE);
    for (const pair of [
      ['whole.hopscope', 'whole-redacted.hopscope'],
      ['whole-redacted.hopscope', 'whole.hopscope'],
    ]) {
      const end = await diff(...pair, '--json');
      expect(documentOf(end)).toMatchObject({ same: true, steps: [], noise: { redacted: 4, flow: 3 } });
      expect(end.code).toBe(0);
    }
  });

  it('is the same by rules of the workspace’s own, too: numbers by name, by path and by pattern', async () => {
    const order = (account: number, slot: number, note: string) =>
      toolCall('order', { account, slots: [{ at: slot }] }, { note, count: 300 });
    const parts = [
      order(471_123, 5_551, 'customer 88112 is served'),
      order(471_124, 5_552, 'customer 88113 is served'),
      order(471_123, 5_551, 'customer 88112 is back'),
    ];
    const rules = {
      ...DEFAULT_REDACTION_RULES,
      keys: ['account'],
      paths: ['/params/arguments/slots/*/at'],
      patterns: ['customer (\\d+)'],
    };
    await redacted('own', parts, rules);
    const opened = await openContractEngine();
    await opened.engine.bridge.invoke('redaction.save', rules);
    const workspace = join(opened.directory, 'workspace');
    const pair = ['own.hopscope', 'own-redacted.hopscope'];
    const end = await diff(...pair, '--json', '--workspace', workspace);
    expect(documentOf(end)).toMatchObject({ same: true, steps: [], noise: { redacted: 3 } });
    // Who does not know these rules sees numbers that differ.
    expect(documentOf(await diff(...pair, '--json')).same).toBe(false);
    // One placeholder stands for one number.
    await writeCapture(home, 'own-other.hopscope', [
      ...parts.slice(0, 2),
      order(471_124, 5_551, 'customer 88112 is back'),
    ]);
    const other = await diff(
      'own-redacted.hopscope',
      'own-other.hopscope',
      '--json',
      '--workspace',
      workspace,
    );
    expect(
      documentOf(other).steps.map(({ differences }) => differences.map(({ pointer }) => pointer)),
    ).toEqual([['/params/arguments/account']]);
    await opened.close();
  });

  it('hides no other change', async () => {
    const [login, orders, ...rest] = WHOLE;
    if (!login || !orders) throw new Error('nothing to change');
    const changed = toolCall(
      'orders',
      { token: SECRET },
      { orders: 100_001, otp: 901_734, note: 'as nobody asked' },
    );
    await writeCapture(home, 'changed.hopscope', [login, changed, ...rest]);
    const end = await diff('whole-redacted.hopscope', 'changed.hopscope', '--json');
    expect(end.code).toBe(1);
    expect(stepsOf(documentOf(end))).toEqual(['changed orders']);
  });
});
