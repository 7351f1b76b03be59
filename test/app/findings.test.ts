import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import { NO_TAMPER } from '../../shared/model/draft.ts';
import { expect, test } from '../support/app-test.ts';

const MISBEHAVING = fileURLToPath(new URL('../support/stdio-servers/misbehaving.ts', import.meta.url));

/** A recording of one call to a server on stdio that writes rubbish to its standard output. */
async function recordRubbish(): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-findings-'));
  const engine = await createEngine({
    workspaceDirectory: directory,
    ephemeral: true,
    program: 'test',
    version: '0',
    env: process.env,
    demo: { entry: 'none', knownBugs: [] },
  });
  const invoke = async <C extends CommandName>(
    name: C,
    input: CommandInput<C>,
  ): Promise<CommandOutput<C>> => {
    const answer = await engine.bridge.invoke(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return answer.value;
  };
  try {
    const stdio = { command: process.execPath, args: [MISBEHAVING, 'rubbish'], env: {} };
    const saved = await invoke('instance.save', {
      name: 'noisy',
      url: '',
      headers: [],
      era: 'modern',
      stdio,
    });
    if (saved.approved !== true) await invoke('instance.approve', { id: saved.id, seen: stdio });
    const draft = {
      era: 'modern',
      revision: '2026-07-28',
      method: 'tools/list',
      params: {},
      clientCapabilities: {},
      clientInfo: null,
      tamper: NO_TAMPER,
    } as const;
    const [ref] = await invoke('exchange.send', { draft, instanceIds: [saved.id] });
    if (!ref) throw new Error('nothing was sent');
    await engine.whenSettled(ref);
    await invoke('instance.disconnect', { id: saved.id });
    const path = join(directory, 'noisy.hopscope');
    await invoke('capture.saveCopy', { captureId: ref.captureId, path });
    return await readFile(path);
  } finally {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  }
}

test('what a process wrote beside its messages is found, listed, filtered and shown in its place', async ({
  app,
}) => {
  const buffer = await recordRubbish();
  await app
    .getByLabel('Capture file')
    .setInputFiles({ name: 'noisy.hopscope', mimeType: 'application/octet-stream', buffer });
  const rows = app.getByRole('row').filter({ has: app.getByRole('gridcell', { name: 'noisy' }) });
  const call = rows.filter({ has: app.getByRole('gridcell', { name: 'tools/list' }) });
  const running = rows.filter({ has: app.getByRole('gridcell', { name: 'process', exact: true }) });
  await expect(running.getByRole('img', { name: /findings?, the worst of severity error/ })).toBeVisible();
  await expect(call.getByRole('gridcell', { name: 'modern stdio' })).toBeVisible();

  // No HTTP: no status, no headers, no protocol of any connection.
  await call.click();
  const pane = app.getByRole('region', { name: /^Exchange/ });
  await expect(pane.getByText('on the standard output of the process')).toBeVisible();
  await expect(app.getByRole('tab', { name: 'Headers' })).toHaveCount(0);
  await app.getByRole('tab', { name: 'Overview' }).click();
  await pane.getByRole('button', { name: /^Go to exchange/ }).click();
  await expect(running).toHaveAttribute('aria-selected', 'true');

  await app.getByRole('tab', { name: 'Findings' }).click();
  const findings = app.getByRole('list', { name: 'Findings' });
  const stray = findings.getByRole('listitem').filter({ hasText: 'stdio.stray-output' }).first();
  await expect(stray).toContainText('The server wrote a line to its standard output that is no MCP message');
  await expect(stray).toContainText('the server’s fault');
  await expect(stray.getByRole('link', { name: 'Specification' })).toHaveAttribute(
    'href',
    /^https:\/\/modelcontextprotocol\.io\/specification\//,
  );
  await stray.getByRole('button', { name: 'Show event 1', exact: true }).click();
  await expect(app.getByRole('region', { name: 'Data of event 1', exact: true })).toContainText(
    'Server is listening',
  );
  await app
    .getByRole('radiogroup', { name: 'Events shown' })
    .getByText(/^Stray output/)
    .click();
  await expect(app.getByRole('button', { name: /^Event \d+: (?!stray)/ })).toHaveCount(0);
  await expect(app.getByRole('button', { name: /^Event \d+: stray/ }).first()).toBeVisible();

  const filter = app.getByLabel('Filter exchanges');
  await filter.fill('breaks:=stdio.stray-output');
  await filter.press('Enter');
  await expect(running).toHaveCount(1);
  await expect(call).toHaveCount(0);
  await filter.fill('transport:http');
  await filter.press('Enter');
  await expect(app.getByText('No exchange passes the filter')).toBeVisible();
});
