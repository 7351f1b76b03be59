import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

test('a call that may become a task is driven from its answer, and answered by another instance', async ({
  app,
}) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await app.getByRole('checkbox', { name: 'beta' }).uncheck();
  await app.getByRole('checkbox', { name: 'gamma' }).uncheck();
  await app.getByRole('option', { name: 'approve_work', exact: true }).click();
  const declares = app.getByRole('switch', { name: 'Declare tasks' });
  await expect(declares).not.toBeChecked();
  await declares.check();
  await expect(app.getByRole('region', { name: 'What will leave' })).toContainText(
    'io.modelcontextprotocol/tasks',
  );
  // So that nothing drives it by itself.
  await app.getByRole('button', { name: /^Options/ }).click();
  await app.getByRole('checkbox', { name: 'Do by itself what the specification wants next' }).uncheck();
  await app.getByRole('button', { name: 'Send to alpha' }).click();

  const task = app.getByRole('region', { name: 'The task' });
  await expect(task).toContainText(/Task id\s*tsk_/);
  await expect(task).toContainText(/TTL\s*5 min/);
  await expect(task).toContainText(/Poll interval\s*500 ms/);
  await task.getByRole('button', { name: 'Drive it' }).click();
  await expect(task).toContainText('Driven by Hopscope');
  await expect(task).toContainText('Answer it beside its lane', { timeout: 30_000 });
  await task.getByRole('button', { name: 'Show its lane' }).click();

  const pane = app.getByRole('region', { name: /^Task tsk_/ });
  const controls = pane.getByRole('group', { name: 'Driven by Hopscope' });
  await controls
    .getByRole('radiogroup', { name: 'Listen by subscriptions/listen' })
    .getByText('Instead')
    .click();
  await expect(controls).toContainText('alpha tells of it.', { timeout: 15_000 });
  await controls.getByRole('button', { name: /^Poll faster/ }).click();
  await expect(controls.getByLabel('Pace')).toHaveValue('250 ms');

  const input = pane.getByRole('region', { name: 'Input that the task waits for' });
  await input.getByLabel('approve').check();
  await input.getByLabel(/^Instance that gets the answer/).click();
  await app.getByRole('option', { name: 'beta', exact: true }).click();
  await input.getByRole('button', { name: /^Send answer to / }).click();
  await expect(controls).toContainText('Completed.', { timeout: 30_000 });
  const update = pane.getByRole('row').filter({ hasText: 'tasks/update' });
  await expect(update).toContainText('beta');
});

test('a task that is driven is reached after its recording was closed', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await app.getByRole('checkbox', { name: 'beta' }).uncheck();
  await app.getByRole('checkbox', { name: 'gamma' }).uncheck();
  await app.getByRole('option', { name: 'approve_work', exact: true }).click();
  await app.getByRole('switch', { name: 'Declare tasks' }).check();
  await app.getByRole('button', { name: 'Send to alpha' }).click();
  await app.getByRole('region', { name: 'The task' }).getByRole('button', { name: 'Show its lane' }).click();
  const controls = app.getByRole('group', { name: 'Driven by Hopscope' });
  await controls.getByRole('button', { name: 'Pause' }).click();
  await expect(controls).toContainText('Paused by hand');

  await app.keyboard.press('ControlOrMeta+K');
  await app.keyboard.type('new recording');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('main', { name: 'Traffic' })).toBeVisible();
  await goTo(app, 'Tasks');
  const elsewhere = app.getByRole('region', { name: 'Driven tasks of other recordings' });
  await expect(elsewhere).toContainText('approve_work');
  await elsewhere.getByRole('button', { name: /^Show the controls of approve_work/ }).click();
  await expect(elsewhere).toContainText('The recording in which it was handed out is closed.');
  await elsewhere.getByRole('button', { name: 'Resume' }).click();
  // From here on it is in this recording, too.
  await expect(elsewhere).toHaveCount(0, { timeout: 15_000 });
  const lanes = app.getByRole('listbox', { name: 'Tasks over time' });
  await expect(lanes.getByRole('option', { name: /waits for input/ })).toBeVisible();
});
