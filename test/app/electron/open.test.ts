import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { listenIn, NO_ELECTRON, SKIPPED, test, whatWasHeard } from '../../support/electron-app.ts';

test.skip(NO_ELECTRON, SKIPPED);

const fixture = fileURLToPath(new URL('../../fixtures/captures/v3.hopscope', import.meta.url));

/** A capture of its own: opening one may lift it to the current format. */
async function captureIn(folder: string, name: string): Promise<string> {
  const file = join(folder, `${name}.hopscope`);
  await copyFile(fixture, file);
  return file;
}

const openCaptures = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { hopscope } = globalThis as unknown as {
      hopscope: { invoke(command: string, input: unknown): Promise<{ value: { path: string }[] }> };
    };
    return (await hopscope.invoke('capture.list', null)).value.map(({ path }) => path);
  });

test('opens a capture that the command line names', async ({ launch, folder }) => {
  const file = await captureIn(folder, 'named');
  const application = await launch('--open', file);
  const page = await application.firstWindow();
  await expect.poll(() => openCaptures(page)).toContain(file);
});

test('a second start hands over what it was asked for, and ends', async ({ launch, startAgain, folder }) => {
  const file = await captureIn(folder, 'second');
  const application = await launch();
  const page = await application.firstWindow();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  expect(await startAgain('--open', file)).toBe(0);
  await expect.poll(() => openCaptures(page)).toContain(file);
  expect(application.windows()).toHaveLength(1);
});

test('what the system hands over, and what a link asks for, is asked about first', async ({
  launch,
  startAgain,
  folder,
}) => {
  const file = await captureIn(folder, 'handed');
  const application = await launch();
  const page = await application.firstWindow();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await listenIn(application, 1); // the second button is "Cancel"
  expect(await startAgain(file)).toBe(0);
  await expect.poll(async () => (await whatWasHeard(application)).questions.length).toBe(1);
  expect(await startAgain(`hopscope://open?file=${encodeURIComponent(file)}`)).toBe(0);
  await expect.poll(async () => (await whatWasHeard(application)).questions.length).toBe(2);
  for (const { detail } of (await whatWasHeard(application)).questions) expect(detail).toContain(folder);
  expect(await openCaptures(page)).not.toContain(file);
});
