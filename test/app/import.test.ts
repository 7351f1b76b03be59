import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, goTo, test } from '../support/app-test.ts';
import { MODERN_SDK } from '../support/stdio-engine.ts';

const CONFIGURATION = `{
  // Made for VS Code.
  "servers": {
    "local": ${JSON.stringify({ type: 'stdio', ...MODERN_SDK })},
    "remote": { "type": "http", "url": "http://127.0.0.1:9/mcp", "headers": { "X-Key": "a-secret-key" } },
    "strange": { "type": "pigeon" }
  }
}`;

test('a configuration is looked at, and only what is chosen is added, nothing of it allowed', async ({
  app,
  program,
}) => {
  const workspaceFile = () => readFile(join(program.workspace, 'workspace.json'), 'utf8').catch(() => '');
  await goTo(app, 'Fleet');
  await app.getByRole('button', { name: 'Import configuration…' }).click();
  const view = app.getByRole('region', { name: 'Import configuration' });
  await view.getByLabel('Configuration file').setInputFiles({
    name: 'mcp.json',
    mimeType: 'application/json',
    buffer: Buffer.from(CONFIGURATION),
  });
  await expect(view).toContainText('mcp.json (VS Code) names 3 servers, 2 of which can be added.');
  const local = view.getByRole('listitem', { name: 'local' });
  await expect(local).toContainText('modern-sdk.ts');
  await expect(view.getByRole('listitem', { name: 'remote' })).toContainText('Sends the header X-Key');
  await expect(view.getByRole('listitem', { name: 'strange' })).toContainText('It cannot be added');
  await expect(view.getByRole('checkbox', { name: 'Add strange' })).toBeDisabled();
  expect(await workspaceFile()).not.toContain('modern-sdk');

  await view.getByRole('checkbox', { name: 'Add remote' }).uncheck();
  await view.getByRole('button', { name: 'Add 1 selected' }).click();
  await expect(local).toContainText('Added.');
  await expect(view.getByRole('status')).toHaveText('1 instance added.');
  expect(await workspaceFile()).toContain('modern-sdk');
  expect(await workspaceFile()).not.toContain('127.0.0.1:9');
  await view.getByRole('button', { name: 'Instances' }).click();

  await expect(app.getByRole('row', { name: 'local' })).toBeVisible();
  await expect(app.getByRole('img', { name: /has not been allowed yet/ })).toBeVisible();
  await app.getByRole('button', { name: 'Check local now' }).click();
  const dialog = app.getByRole('alertdialog', { name: 'Start a program for local?' });
  await expect(dialog).toContainText('It was imported in this window from mcp.json (VS Code).');
  await dialog.getByRole('button', { name: 'Allow and start' }).click();
  await expect(app.getByRole('row', { name: 'local' })).toContainText('modern');
});

test('what is pasted or dropped is read, too, and what is no configuration is told with its place', async ({
  app,
}) => {
  await goTo(app, 'Fleet');
  await app.getByRole('button', { name: /^Workspace/ }).click();
  await app.getByRole('menuitem', { name: 'Import a configuration…' }).click();
  const view = app.getByRole('region', { name: 'Import configuration' });
  await view.getByRole('textbox').fill('{ "servers": { "a": }');
  await view.getByRole('button', { name: 'Look at it' }).click();
  await expect(view.getByRole('alert')).toContainText(/pasted text: .*line 1/);
  await view
    .getByRole('textbox')
    .fill('{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "x y"] } } }');
  await view.getByRole('button', { name: 'Look at it' }).click();
  await expect(view).toContainText("npx -y 'x y'");

  await view.getByRole('button', { name: 'Another configuration' }).click();
  await expect(view.getByRole('textbox')).toHaveValue(/mcpServers/);
  const data = await app.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
    return transfer;
  }, CONFIGURATION);
  await view.dispatchEvent('drop', { dataTransfer: data });
  await expect(view).toContainText('dropped.json (VS Code) names 3 servers');
  await app.keyboard.press('Escape');
  await expect(app.getByRole('heading', { name: 'Instances' })).toBeVisible();
});
