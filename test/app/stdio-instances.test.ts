import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import { expect, goTo, test } from '../support/app-test.ts';
import { startDemoFleet as startDemoProcesses } from '../support/demo-processes.ts';
import { MODERN_SDK } from '../support/stdio-engine.ts';

const MODERN = formatCommandLine(MODERN_SDK);
const CRASHING = formatCommandLine({
  command: process.execPath,
  args: [
    fileURLToPath(new URL('../support/stdio-servers/misbehaving.ts', import.meta.url)),
    'crash-mid-answer',
  ],
  env: {},
});

const dialog = (app: Page) => app.getByRole('alertdialog', { name: /^Start a program for / });
const details = (app: Page, name: string) => app.getByRole('region', { name: `Details of ${name}` });

async function addCommand(app: Page, commandLine: string, name: string): Promise<void> {
  const row = app.getByRole('form', { name: 'Add an instance' });
  await row.getByText('Command', { exact: true }).click();
  await row.getByRole('textbox', { name: 'Command line of the instance' }).fill(commandLine);
  await row.getByRole('textbox', { name: 'Name of the instance' }).fill(name);
  await row.getByRole('button', { name: 'Add' }).click();
}

test('a command is asked for before it is started, and shows its era and its process', async ({ app }) => {
  await goTo(app, 'Fleet');
  await addCommand(app, MODERN, 'local');
  await expect(dialog(app)).toContainText('modern-sdk.ts');
  await expect(dialog(app)).toContainText('It was typed on the Fleet screen of this window.');
  // Enter out of habit starts nothing.
  await expect(dialog(app).getByRole('button', { name: 'Don’t start' })).toBeFocused();
  await app.keyboard.press('Enter');
  await expect(dialog(app)).toHaveCount(0);
  await expect(app.getByRole('img', { name: /has not been allowed yet/ })).toBeVisible();
  await expect(details(app, 'local')).toContainText('has not been allowed yet');

  await details(app, 'local').getByRole('button', { name: 'Look at the command' }).click();
  await dialog(app).getByRole('button', { name: 'Allow and start' }).click();
  const era = details(app, 'local').getByRole('region', { name: 'Era' });
  await expect(era).toContainText('modern');
  await expect(era).toContainText('detected');
  await expect(app.getByRole('img', { name: /has not been allowed yet/ })).toHaveCount(0);
  const connection = details(app, 'local').getByRole('region', { name: 'Connection' });
  await expect(connection).toContainText(/Process \d+, running/);

  await connection.getByRole('button', { name: 'Disconnect' }).click();
  await expect(connection).toContainText('Process, ended');
  await expect(connection).toContainText('The next request or check starts it again.');
  await details(app, 'local').getByRole('button', { name: 'Check now' }).click();
  await expect(connection).toContainText(/Process \d+, running/);

  // The evidence leads to its exchange.
  await era
    .getByRole('button', { name: /^Show exchange \d+ in Traffic/ })
    .first()
    .click();
  await expect(app.getByRole('region', { name: /^Exchange/ })).toContainText('server/discover');
});

test('sending asks, goes on once it is allowed, and sends nothing where it is not', async ({ app }) => {
  await goTo(app, 'Fleet');
  await addCommand(app, MODERN, 'local');
  await dialog(app).getByRole('button', { name: 'Don’t start' }).click();
  await goTo(app, 'Compose');
  await expect(app.getByRole('button', { name: 'Look at the command and allow it…' })).toBeVisible();
  await app.getByRole('combobox', { name: 'Method' }).fill('tools/list');
  await app.getByRole('combobox', { name: 'Method' }).press('Enter');
  const send = app.getByRole('button', { name: 'Send to local' });
  await send.click();
  await expect(dialog(app)).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(app.getByText('Nothing was sent: the command of local was not allowed')).toBeVisible();
  await send.click();
  await dialog(app).getByRole('button', { name: 'Allow and start' }).click();
  await expect(app.getByRole('region', { name: 'Answer of local' })).toContainText('inputSchema');
});

test('a command that changed while it was looked at is not allowed by that', async ({ app, program }) => {
  await goTo(app, 'Fleet');
  await addCommand(app, MODERN, 'local');
  await expect(dialog(app)).toBeVisible();
  const file = join(program.workspace, 'workspace.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('modern-sdk.ts', 'another.ts'));
  // The engine has read the file once the list behind the dialog shows it.
  await expect(app.getByRole('row', { name: 'local', includeHidden: true })).toContainText('another.ts');
  await dialog(app).getByRole('button', { name: 'Allow and start' }).click();
  await expect(dialog(app)).toContainText('has changed since you saw it');
  await expect(dialog(app).getByRole('button', { name: 'Allow and start' })).toHaveCount(0);
  await dialog(app).getByRole('button', { name: 'Look at it as it is now' }).click();
  await expect(dialog(app)).toContainText('another.ts');
  await expect(dialog(app)).toContainText('It stands in the workspace’s file');
  await dialog(app).getByRole('button', { name: 'Don’t start' }).click();
});

test('a command is edited in its parts, and its era is set and taken back', async ({ app, program }) => {
  await goTo(app, 'Fleet');
  await addCommand(app, MODERN, 'local');
  await dialog(app).getByRole('button', { name: 'Allow and start' }).click();
  const pane = details(app, 'local');
  await expect(pane).toContainText(/Process \d+, running/);
  await pane.getByRole('combobox', { name: 'Era to speak' }).selectOption('legacy');
  await expect(pane.getByRole('region', { name: 'Era' })).toContainText('set by hand');
  await expect(pane.getByRole('button', { name: 'Detect again' })).toHaveCount(0);
  await pane.getByRole('combobox', { name: 'Era to speak' }).selectOption('auto');
  await expect(pane.getByRole('button', { name: 'Detect again' })).toBeVisible();

  await pane.getByRole('button', { name: 'Edit' }).click();
  await pane.getByRole('textbox', { name: 'Command line' }).fill('node "a b" | c');
  await expect(pane).toContainText(/\|/);
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(pane.getByRole('alert')).toBeVisible();
  await pane.getByRole('textbox', { name: 'Command line' }).fill(`${MODERN} 'a b'`);
  await expect(pane.getByLabel('The command line in its parts')).toContainText("'a b'");
  await pane.getByRole('button', { name: 'Add a variable' }).click();
  await pane.getByRole('textbox', { name: 'Name of variable 1' }).fill('API_KEY');
  await pane.getByRole('textbox', { name: 'Value of variable 1' }).fill('very-secret-token-123456');
  await pane.getByRole('button', { name: 'Save' }).click();
  // Another command is asked for anew, without the secret, which is not in the file either.
  await expect(dialog(app)).toContainText('API_KEY');
  await expect(dialog(app)).not.toContainText('very-secret');
  await dialog(app).getByRole('button', { name: 'Allow and start' }).click();
  await expect(pane).toContainText(/Process \d+, running/);
  expect(await readFile(join(program.workspace, 'workspace.json'), 'utf8')).not.toContain('very-secret');
});

test('a process that crashes is lost, with what it said last, and starts again', async ({ app }) => {
  await goTo(app, 'Fleet');
  await addCommand(app, CRASHING, 'fragile');
  await dialog(app).getByRole('button', { name: 'Allow and start' }).click();
  const connection = details(app, 'fragile').getByRole('region', { name: 'Connection' });
  await expect(connection).toContainText('Process, lost');
  await expect(connection.getByLabel('The last it wrote to stderr').first()).toHaveText(/about to crash/);
  await expect(connection).toContainText('The next request starts it anew.');
  const mark = app.getByRole('row', { name: 'fragile' }).getByRole('img', { name: /exit code 7/ });
  await expect(mark.last()).toBeVisible();
  // It is started again by the next one, and is lost again.
  const numbers = await connection.getByRole('button', { name: /^Show exchange/ }).allTextContents();
  await details(app, 'fragile').getByRole('button', { name: 'Check now' }).click();
  await expect
    .poll(() => connection.getByRole('button', { name: /^Show exchange/ }).allTextContents())
    .not.toEqual(numbers);
  await expect(connection.getByRole('button', { name: 'Disconnect' })).toHaveCount(0);
});

test('an era that is set opens a session there, which can be ended; detected again, it is none', async ({
  app,
}) => {
  const fleet = await startDemoProcesses({ names: ['alpha'] });
  try {
    await goTo(app, 'Fleet');
    await app.getByRole('textbox', { name: 'URL of the instance' }).fill(fleet.get('alpha').url);
    await app.getByRole('textbox', { name: 'Name of the instance' }).fill('shop');
    await app.keyboard.press('Enter');
    const pane = details(app, 'shop');
    const era = pane.getByRole('region', { name: 'Era' });
    await expect(era).toContainText('detected');
    await era.getByRole('combobox', { name: 'Era to speak' }).selectOption('legacy');
    await expect(era).toContainText('set by hand');
    const connection = pane.getByRole('region', { name: 'Connection' });
    await expect(connection).toContainText('Session, open');
    await expect(connection).toContainText('2025-11-25');
    await connection.getByRole('button', { name: 'Disconnect' }).click();
    await expect(connection).toContainText('Session, closed');
    await era.getByRole('combobox', { name: 'Era to speak' }).selectOption('auto');
    await era.getByRole('button', { name: 'Detect again' }).click();
    await expect(era).toContainText('modern');
  } finally {
    await fleet.stop();
  }
});
