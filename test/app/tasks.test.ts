import { expect, goTo, test } from '../support/app-test.ts';

test('the empty screen starts a task, whose lane moves until it has ended', async ({ app }) => {
  await app.keyboard.press('6');
  await app.getByRole('button', { name: 'Start the demo fleet and call render_report' }).click();
  const lanes = app.getByRole('listbox', { name: 'Tasks over time' });
  const lane = lanes.getByRole('option', { name: /^render_report, task / });
  await expect(lane).toBeVisible({ timeout: 30_000 });
  await expect(lane).toHaveAccessibleName(/, completed, .*\d polls?/, { timeout: 30_000 });

  // Arrows choose the lane, whose exchanges then stand beside it.
  await lanes.focus();
  await app.keyboard.press('ArrowDown');
  const pane = app.getByRole('region', { name: /^Task / });
  await expect(pane.getByRole('table', { name: 'Exchanges about the task' })).toContainText('handed out');
  await app.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);

  await app.getByRole('radiogroup', { name: 'Show as' }).getByText('Table').click();
  const row = app.getByRole('table', { name: 'Tasks' }).getByRole('row', { name: /render_report/ });
  await expect(row).toContainText('completed');
  await row.getByRole('button', { name: /^Open exchange / }).click();
  await expect(app.getByRole('grid', { name: 'Exchanges' })).toBeVisible();
});

test('lanes by instance: each instance that was asked has the task', async ({ app }) => {
  await goTo(app, 'Tasks');
  await app.getByRole('button', { name: 'Start the demo fleet and call render_report' }).click();
  const lanes = app.getByRole('listbox', { name: 'Tasks over time' });
  await expect(lanes.getByRole('option')).toHaveCount(1, { timeout: 30_000 });
  await app.getByRole('radiogroup', { name: 'Lanes' }).getByText('By instance').click();
  await expect(lanes.getByRole('option', { name: /alpha/ })).toContainText('1 task');
  await expect(lanes.getByRole('option', { name: /^render_report, task / })).not.toHaveCount(0);
});

test('a task that waits for input is paused, goes on, is answered here and ends', async ({ app }) => {
  await goTo(app, 'Tasks');
  await app.getByRole('button', { name: 'Start the demo fleet and call render_report' }).click();
  const lanes = app.getByRole('listbox', { name: 'Tasks over time' });
  await expect(lanes.getByRole('option')).toHaveCount(1, { timeout: 30_000 });

  // The same request, with the extension declared, for another tool.
  await goTo(app, 'Traffic');
  await app.getByRole('grid', { name: 'Exchanges' }).getByText('render_report').first().click();
  await app.keyboard.press('e');
  await app.getByRole('option', { name: 'approve_work', exact: true }).click();
  await app.getByRole('button', { name: /^Send to / }).click();

  await goTo(app, 'Tasks');
  const lane = lanes.getByRole('option', { name: /^approve_work, task / });
  await expect(lane).toHaveAccessibleName(/, waits for input, /, { timeout: 30_000 });
  await lanes.focus();
  await app.keyboard.press('End');
  const controls = app.getByRole('group', { name: 'Driven by Hopscope' });
  await controls.getByRole('button', { name: 'Pause' }).click();
  await controls.getByRole('button', { name: 'Resume' }).click();
  await expect(controls.getByRole('button', { name: 'Pause' })).toBeVisible();
  const input = app.getByRole('region', { name: 'Input that the task waits for' });
  await input.getByLabel('approve').check();
  await input.getByRole('button', { name: /^Send answer to / }).click();
  await expect(lane).toHaveAccessibleName(/, completed, .*1 input request/, { timeout: 30_000 });
  await expect(input).toHaveCount(0);
  await app.emulateMedia({ colorScheme: 'dark' });
});
