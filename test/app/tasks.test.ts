import type { Page } from '@playwright/test';
import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';
import type { ExchangeParts } from '../support/lint/exchange.ts';
import { openRecorded } from '../support/recorded-capture.ts';
import { approve, callTask, choose, controls, lane, lanes, pollsOf } from '../support/tasks-app.ts';
import { askedInVain, legacyTask, tasksOfEachKind } from '../support/tasks-crowd.ts';

test('the empty screen starts a task, whose lane moves until it has ended; lanes by instance, and a table', async ({
  app,
}) => {
  // Keys are heard once the screens are there.
  await app.getByRole('navigation', { name: 'Screens' }).waitFor();
  await app.keyboard.press('6');
  await app.getByRole('button', { name: 'Start the demo fleet and call render_report' }).click();
  const one = lane(app, 'render_report');
  await expect(one).toBeVisible({ timeout: 30_000 });
  await expect(one).toHaveAccessibleName(/, completed, .*\d polls?/, { timeout: 30_000 });

  // Arrows choose the lane, whose exchanges then stand beside it.
  await lanes(app).focus();
  await app.keyboard.press('ArrowDown');
  const pane = app.getByRole('region', { name: /^Task / });
  await expect(pane.getByRole('table', { name: 'Exchanges about the task' })).toContainText('handed out');
  await app.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);

  // Each instance that was asked has the task.
  await app.getByRole('radiogroup', { name: 'Lanes' }).getByText('By instance').click();
  await expect(lanes(app).getByRole('option', { name: /alpha/ })).toContainText('1 task');
  await expect(one).not.toHaveCount(0);

  await app.getByRole('radiogroup', { name: 'Show as' }).getByText('Table').click();
  const row = app.getByRole('table', { name: 'Tasks' }).getByRole('row', { name: /render_report/ });
  await expect(row).toContainText('completed');
  await row.getByRole('button', { name: /^Open exchange / }).click();
  await expect(app.getByRole('grid', { name: 'Exchanges' })).toBeVisible();
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
  await choose(one);
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
  await choose(one);
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

/** Where the lanes' time begins, from the left of the lanes, px. */
const LABEL_PX = 240;
const LANE_PX = 32;
const MARK_PX = 24;

/** Where on the screen a moment stands: share 0 is the first exchange of the recording, share 1 the last. */
async function placeOf(app: Page, index: number, share: number): Promise<{ x: number; y: number }> {
  const box = await lanes(app).evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    return { left, top, width: element.clientWidth };
  });
  // At both ends there is room of 2 %.
  const x = box.left + LABEL_PX + ((box.width - LABEL_PX) * (0.02 + share)) / 1.04;
  return { x, y: box.top + index * LANE_PX + MARK_PX };
}

test('a recording: brush, hover, click; early polls, ids that nobody knew, and tasks of 2025-11-25', async ({
  app,
}) => {
  const parts = [...tasksOfEachKind(), ...legacyTask('legacy-1', 3000), ...askedInVain(3)];
  const startedAt = (part: ExchangeParts): number => part.row?.startedAt ?? 0;
  await openRecorded(
    app,
    parts.toSorted((a, b) => startedAt(a) - startedAt(b)),
  );
  await goTo(app, 'Tasks');
  await expect(lanes(app).getByRole('option')).toHaveCount(11);
  await expect(app.getByRole('list', { name: 'Legend' })).toContainText('alpha');
  await app.getByRole('switch', { name: 'Show 3 ids that nobody knew' }).check({ force: true });
  await expect(lanes(app).getByRole('option')).toHaveCount(14);
  await expect(lanes(app).getByRole('option', { name: /^Task guess-0, status unknown/ })).toBeVisible();

  await expect(lane(app, 'convert_archive')).toHaveAccessibleName(
    /, completed, .*2 polls.*a task of 2025-11-25, to be migrated/,
  );
  await choose(lane(app, 'convert_archive'));
  const pane = app.getByRole('region', { name: 'Task legacy-1' });
  await expect(pane).toContainText('to be migrated to the extension io.modelcontextprotocol/tasks');
  const exchanges = pane.getByRole('table', { name: 'Exchanges about the task' });
  await expect(exchanges.getByRole('row', { name: /tasks\/result/ })).toHaveCount(1);
  await app.keyboard.press('Escape');

  const brush = app.getByRole('slider', { name: 'Time in view' });
  const all = await brush.getAttribute('aria-valuetext');
  const box = await brush.boundingBox();
  if (!box) throw new Error('the brush is not there');
  await app.mouse.move(box.x + box.width * 0.3, box.y + 10);
  await app.mouse.down();
  await app.mouse.move(box.x + box.width * 0.6, box.y + 12, { steps: 3 });
  await app.mouse.up();
  await expect(brush).not.toHaveAttribute('aria-valuetext', all ?? '');
  await brush.dblclick();
  await expect(brush).toHaveAttribute('aria-valuetext', all ?? '');

  // The first exchange of all made the task of the first lane.
  const { x, y } = await placeOf(app, 0, 0);
  await app.mouse.move(x + 2, y);
  await expect(app.getByText('A click opens it in Traffic.')).toBeVisible();
  await expect(app.getByText(/^handed out, working, /)).toBeVisible();
  await app.mouse.click(x + 2, y);
  await expect(app.getByRole('region', { name: 'Exchange' })).toContainText('render_report');
  await expect(app.getByRole('grid', { name: 'Exchanges' }).locator('[aria-selected=true]')).toHaveAttribute(
    'data-number',
    '1',
  );
});
