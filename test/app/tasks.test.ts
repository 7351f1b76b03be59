import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';
import { approve, callTask, controls, lane, pollsOf } from '../support/tasks-app.ts';

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

test('a task of the composer: its lane moves, its input is answered on the screen, it ends', async ({
  app,
}) => {
  await startDemoFleet(app);
  await callTask(app, 'approve_work', 'beta');
  await goTo(app, 'Tasks');
  const one = lane(app, 'approve_work');
  await expect(one).toHaveAccessibleName(/, waits for input, /, { timeout: 30_000 });
  const before = await pollsOf(one);
  await expect.poll(() => pollsOf(one)).toBeGreaterThan(before);
  await one.click();
  await approve(app);
  await expect(one).toHaveAccessibleName(/, completed, .*1 input request/, { timeout: 30_000 });
  await expect(app.getByRole('region', { name: /^Task / })).toContainText(/a result in/);
});

test('a driven task: pace by hand, three ways of routing, asked to be cancelled, forgotten', async ({
  app,
}) => {
  await startDemoFleet(app);
  await callTask(app, 'approve_work', 'alpha');
  await goTo(app, 'Tasks');
  const one = lane(app, 'approve_work');
  await expect(one).toHaveAccessibleName(/, waits for input, /, { timeout: 30_000 });
  await one.click();
  const asked = controls(app);
  await expect(asked).toContainText(/^Asks alpha every 500 ms, as the server asks/);
  await asked.getByRole('combobox', { name: 'Pace' }).click();
  await app.getByRole('option', { name: '100 ms', exact: true }).click();
  await expect(asked).toContainText(/^Asks alpha every 100 ms, set by hand/);

  const told = app.getByRole('table', { name: 'Exchanges about the task' }).locator('tbody tr');
  const latestOf = (count: number): Promise<string[]> =>
    told
      .locator('td:nth-child(3)')
      .evaluateAll((cells, most) => cells.slice(0, most).map((cell) => cell.textContent.slice(1)), count);
  const routing = asked.getByRole('radiogroup', { name: 'Instances that are asked' });
  await routing.getByText('In turn').click();
  await expect(asked).toContainText('Asks alpha, beta and gamma in turn every 100 ms');
  await expect.poll(async () => new Set(await latestOf(3)).size).toBe(3);
  await routing.getByText('All').click();
  await expect(asked).toContainText('Asks alpha, beta and gamma at once every 100 ms');
  await routing.getByText('Creator').click();
  await expect(asked).toContainText('Asks alpha every 100 ms');
  await expect.poll(async () => new Set(await latestOf(5))).toEqual(new Set(['alpha']));

  // Paused, so that nobody asks meanwhile: the server has said no more than that it was heard.
  await asked.getByRole('button', { name: 'Pause' }).click();
  await expect(asked).toContainText('Paused by hand');
  await asked.getByRole('button', { name: 'Ask to cancel' }).click();
  await expect(asked).toContainText(/Asked to be cancelled at .*whether it is, its status will tell/);
  await expect(one).toHaveAccessibleName(/, waits for input, .*asked to be cancelled/);
  await asked.getByRole('button', { name: 'Resume' }).click();
  await expect(one).toHaveAccessibleName(/, cancelled, .*asked to be cancelled/, { timeout: 10_000 });
  await asked.getByRole('button', { name: 'Forget' }).click();
  await expect(asked).toHaveCount(0);
  await expect(one).toBeVisible();
});
