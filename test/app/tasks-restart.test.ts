import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { goTo } from '../support/app-test.ts';
import { startDemoFleet } from '../support/demo-processes.ts';
import { approve, callTask, choose, controls, lane } from '../support/tasks-app.ts';
import { startWebProgram, type WebProgram } from '../support/web-program.ts';

test('a task that is under way goes on when the host is started again, is answered and ends', async ({
  page,
}) => {
  const workspace = await mkdtemp(join(tmpdir(), 'hopscope-restart-'));
  // The server outlives the host: it is nobody's child here.
  const demo = await startDemoFleet({ names: ['alpha', 'beta'] });
  let program: WebProgram | undefined;
  try {
    program = await startWebProgram({ workspace });
    await page.goto(program.url);
    await goTo(page, 'Fleet');
    for (const { name, url } of demo.instances) {
      await page.getByPlaceholder(/127\.0\.0\.1/).fill(url);
      await page.getByPlaceholder('Name (optional)').fill(name);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText('modern');
    }
    await callTask(page, 'approve_work', 'alpha', ['alpha', 'beta']);
    await goTo(page, 'Tasks');
    await expect(lane(page, 'approve_work')).toHaveAccessibleName(/, waits for input, /, { timeout: 30_000 });
    await choose(lane(page, 'approve_work'));
    const id = await page.getByRole('region', { name: /^Task / }).getAttribute('aria-label');
    expect(await program.stop()).toBe(0);

    program = await startWebProgram({ workspace });
    await page.goto(program.url);
    await goTo(page, 'Tasks');
    // The new recording has seen no creation, so the lane has the task's id for a name.
    const again = page.getByRole('listbox', { name: 'Tasks over time' }).getByRole('option');
    await expect(again).toHaveAccessibleName(/^Task .*, waits for input, .*[1-9]\d* polls?/, {
      timeout: 30_000,
    });
    await choose(again);
    await expect(page.getByRole('region', { name: id ?? '', exact: true })).toBeVisible();
    await expect(controls(page)).toContainText(/^Asks alpha every 500 ms/);
    await approve(page);
    await expect(again).toHaveAccessibleName(/, completed, .*1 input request/, { timeout: 30_000 });
  } finally {
    await program?.stop();
    await demo.stop();
    await rm(workspace, { recursive: true, force: true });
  }
});
