import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

test('what Hopscope declares and answers is changed, checked, saved, and declared', async ({
  app,
  program,
}) => {
  await startDemoFleet(app);
  await goTo(app, 'Settings');
  const form = app.getByRole('form', { name: 'What Hopscope declares and answers' });
  const save = form.getByRole('button', { name: 'Save' });
  await expect(save).toHaveCount(0);
  await form.getByRole('checkbox', { name: 'sampling', exact: true }).check();
  await form.getByRole('group', { name: 'Extensions' }).getByRole('button', { name: 'Add' }).click();
  await form.getByRole('textbox', { name: 'Id of the extension' }).fill('com.example/odd');
  await form.getByRole('button', { name: 'Add a root' }).click();
  await expect(form.getByText('Nobody asks for them')).toBeVisible();
  await form.getByRole('textbox', { name: 'URI of the root' }).fill('/no/uri');
  await form.getByRole('combobox', { name: 'Sampling' }).selectOption('canned');
  await save.click();
  await expect(form.getByRole('alert')).toContainText('must be a file:// URI');
  await form.getByRole('textbox', { name: 'URI of the root' }).fill('file:///srv/shop');
  await form.getByRole('textbox', { name: 'Canned answer to sampling' }).fill('{"role":"assistant"}');
  await save.click();
  await expect(form.getByRole('alert')).toContainText('needs a "model"');
  await form
    .getByRole('textbox', { name: 'Canned answer to sampling' })
    .fill('{"role":"assistant","model":"m","content":{"type":"text","text":"hi"}}');
  await save.click();
  await expect(form.getByText('Saved in the workspace’s file.')).toBeVisible();
  const written = JSON.parse(await readFile(join(program.workspace, 'workspace.json'), 'utf8')) as {
    client: unknown;
  };
  expect(written.client).toMatchObject({
    capabilities: { sampling: {}, extensions: { 'com.example/odd': {} } },
    roots: [{ uri: 'file:///srv/shop' }],
    responders: { sampling: { mode: 'canned', result: { model: 'm' } } },
  });

  await goTo(app, 'Compose');
  await app.getByRole('option', { name: 'whoami' }).click();
  await expect(app.getByRole('region', { name: 'What will leave' })).toContainText('com.example/odd');
});

test('a change is taken back, and one of the file meanwhile is told of', async ({ app, program }) => {
  await goTo(app, 'Settings');
  const form = app.getByRole('form', { name: 'What Hopscope declares and answers' });
  const sampling = form.getByRole('checkbox', { name: 'sampling', exact: true });
  await sampling.check();
  await expect(form.getByRole('status')).toHaveText('Not saved yet.');
  await form.getByRole('button', { name: 'Undo' }).click();
  await expect(sampling).not.toBeChecked();

  await form.getByRole('checkbox', { name: 'roots', exact: true }).check();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Saved in the workspace’s file.')).toBeVisible();
  await sampling.check();
  const file = join(program.workspace, 'workspace.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"roots": {}', '"roots": {"listChanged": true}'));
  await expect(form.getByText('says something else by now')).toBeVisible();
  await expect(sampling).toBeChecked();
  await form.getByRole('button', { name: 'Undo' }).click();
  await expect(form.getByRole('checkbox', { name: 'roots listChanged' })).toBeChecked();
});
