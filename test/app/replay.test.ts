import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, goTo, test as base } from '../support/app-test.ts';
import { makeShopRecording, type ShopRecording } from '../support/shop-recording.ts';
import { startWebProgram, type WebProgram } from '../support/web-program.ts';

/** Recorded once a worker: lists and a basket, some thirty requests. */
const test = base.extend<object, { readonly recording: ShopRecording }>({
  recording: [
    async ({}, use) => {
      const recording = await makeShopRecording({ parts: ['lists', 'cursors', 'baskets'], customers: 1 });
      await use(recording);
      await recording.remove();
    },
    { scope: 'worker' },
  ],
});

const steps = (app: Page): Locator => app.getByRole('navigation', { name: 'Steps of the replay' });
const planTable = (app: Page): Locator => app.getByRole('grid', { name: 'Steps of the plan' });
const matrix = (app: Page): Locator => app.getByRole('grid', { name: 'Matrix of steps and instances' });

/** Three instances of the demo, with this bug switched on where there is one. */
async function startFleet(app: Page, bug?: string): Promise<void> {
  await goTo(app, 'Fleet');
  if (bug !== undefined) await app.getByRole('checkbox', { name: bug }).check();
  await app.getByRole('button', { name: 'Start 3 instances' }).click();
  await expect(app.getByText('Fleet: demo')).toBeVisible({ timeout: 30_000 });
}

/** Opens the recording on the Replay screen and reads its plan. */
async function openPlan(app: Page, recording: ShopRecording): Promise<void> {
  await goTo(app, 'Replay');
  await app.getByLabel('Recording to open').setInputFiles(recording.path);
  const chosen = app.getByRole('region', { name: 'The recording that is chosen' });
  await expect(chosen.getByRole('heading', { name: 'shop.hopscope' })).toBeVisible();
  await chosen.getByRole('button', { name: 'Read the plan' }).click();
  await expect(planTable(app)).toBeVisible();
}

/** Sets up a replay that takes many seconds. */
async function startSlowReplay(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'Choose where to send' }).click();
  await app.getByRole('radiogroup', { name: 'What is done' }).getByText('Replay').click();
  await app.getByRole('combobox', { name: 'Steps leave' }).click();
  await app.getByRole('option', { name: 'At a fixed rate' }).click();
  await app.getByLabel('A second').fill('4');
  await app.getByRole('button', { name: 'Replay on 3 instances' }).click();
  const progress = app.getByRole('region', { name: 'Progress of the replay' });
  await expect(progress.getByRole('status')).toContainText(/[2-9] of \d+ requests/, { timeout: 30_000 });
}

test('a server that keeps baskets in one process is proved not stateless, with the two requests that show it', async ({
  app,
  recording,
}) => {
  test.setTimeout(180_000);
  await startFleet(app, 'Baskets live in one process');
  await openPlan(app, recording);

  // What may change something is held, and stands on top.
  await expect(planTable(app).getByRole('row').nth(1)).toContainText('Held: ');
  const tools = app.getByRole('list', { name: 'Tools and methods' });
  const create = tools.getByRole('listitem').filter({ hasText: 'basket_create' });
  await expect(create).toContainText('held');
  await create.getByRole('switch', { name: 'Send the steps of basket_create' }).check({ force: true });
  await expect(create).toContainText('Allowed by you');
  await app.getByRole('radiogroup', { name: 'Which steps' }).getByText(/^Held/).click();
  await expect(planTable(app)).toContainText('basket_add');
  await expect(planTable(app)).not.toContainText('basket_create');
  await app.getByRole('radiogroup', { name: 'Which steps' }).getByText('All').click();

  // The basket's handle is among the values that flow.
  await app.getByRole('tab', { name: /^Values/ }).click();
  const flow = app
    .getByRole('list', { name: 'Values that flow' })
    .getByRole('listitem')
    .filter({ hasText: 'handle' });
  await expect(flow.first()).toContainText('/result/structuredContent/basketId');

  await app.getByRole('button', { name: 'Choose where to send' }).click();
  await expect(app.getByRole('checkbox', { name: /^Send to / }).and(app.locator(':checked'))).toHaveCount(3);
  const preview = app.getByRole('grid', { name: 'Placements of Round robin' });
  await expect(preview.getByRole('row').nth(1)).toContainText('alpha');
  await app.getByRole('button', { name: 'Adversarial' }).click();
  await expect(app.getByRole('grid', { name: 'Placements of Adversarial' })).toContainText('basket_get');

  await app.getByRole('button', { name: 'Prove on 3 instances' }).click();
  await expect(app.getByRole('region', { name: 'Progress of the replay' })).toBeVisible();
  const verdict = app.getByRole('heading', { name: /^Not stateless: / });
  await expect(verdict).toBeVisible({ timeout: 120_000 });
  await expect(verdict).toContainText(/#\d+ basket_get fails on \w+ only if #\d+ basket_create went to \w+/);

  const witness = app.getByRole('article', { name: 'Witness' });
  await expect(witness.getByRole('list', { name: 'Fails' }).getByRole('listitem')).toHaveCount(2);
  await expect(witness).toContainText('Likely cause: A handle that lives in one process only');
  const answers = witness.getByRole('region', { name: 'The two answers' });
  // The editor is loaded now: on a busy machine that takes its time.
  await expect(answers.locator('[data-ready=true]')).toBeVisible({ timeout: 30_000 });
  await expect(answers).toContainText('isError');
  await answers.getByText(/^By place/).click();
  await expect(answers.getByRole('region', { name: 'Differences by place' })).toContainText(
    '/result/isError',
  );

  // The matrix tells which steps; what is held never looks good.
  await app
    .getByRole('toolbar', { name: 'Steps by class' })
    .getByRole('button', { name: /^sticky/ })
    .click();
  await expect(matrix(app).getByRole('row').nth(1)).toContainText('basket_get');
  await matrix(app).focus();
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('Enter');
  const step = app.getByRole('article', { name: /^Step / });
  await expect(step).toContainText('/result/isError');
  await step
    .getByRole('table', { name: 'Answers' })
    .getByRole('button', { name: /^Show exchange / })
    .first()
    .click();

  // A row in Traffic, which leads to the recorded one, and that one back to the replay.
  const exchange = app.getByRole('region', { name: /^Exchange/ });
  const repeats = exchange.getByRole('list', { name: 'The exchange that it repeats' });
  await expect(repeats).toContainText('of shop.hopscope');
  await repeats.getByRole('button', { name: /^Go to exchange / }).click();
  const again = exchange.getByRole('list', { name: 'Exchanges that repeat it' });
  await again.getByRole('button', { name: 'Show the replay' }).first().click();
  await expect(app.getByRole('article', { name: /^Step / })).toBeVisible();

  const saved = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Save a report' }).click();
  await app.getByRole('menuitem', { name: 'One HTML file' }).click();
  expect((await saved).suggestedFilename()).toBe('shop-prove.html');
});

test('what every instance breaks alike is told beside a verdict that is good', async ({ app, recording }) => {
  test.setTimeout(180_000);
  await startFleet(app, 'Results lack resultType');
  await openPlan(app, recording);
  await app.getByRole('switch', { name: 'Allow all' }).check({ force: true });
  await app.getByRole('button', { name: 'Choose where to send' }).click();
  await app.getByRole('button', { name: 'Prove on 3 instances' }).click();
  const verdict = app.getByRole('region', { name: 'Verdict' });
  await expect(verdict.getByRole('heading', { name: /^Stateless under / })).toBeVisible({ timeout: 120_000 });
  await app.getByRole('tab', { name: /^Runs/ }).click();
  await verdict
    .getByRole('button', {
      name: /^What it breaks on every instance alike: \d+ × result\.result-type-missing\.$/,
    })
    .click();
  const found = app.getByRole('table', { name: 'What it breaks on every instance alike' });
  await expect(found.getByRole('row').nth(1)).toContainText('The result has no resultType');
  await found
    .getByRole('button', { name: /^Step / })
    .first()
    .click();
  await expect(app.getByRole('article', { name: /^Step / })).toBeVisible();
});

test('a replay is cancelled, and keeps what it had', async ({ app, recording }) => {
  await startFleet(app);
  await openPlan(app, recording);
  await startSlowReplay(app);
  await app.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.getByRole('heading', { name: /^Cancelled/ })).toBeVisible();
  await expect(steps(app)).toContainText('cancelled');
  await expect(matrix(app)).toContainText('server/discover');
  await app.getByRole('tab', { name: /^Runs/ }).click();
  await expect(app.getByRole('grid', { name: 'Runs' })).toContainText('incomplete');
  await expect(app.getByRole('grid', { name: 'Runs' })).toContainText('not sent');
});

test('the flow graph shows what feeds what, by pointer and keyboard', async ({ app, recording }) => {
  await openPlan(app, recording);
  await app.getByRole('radiogroup', { name: 'Show as' }).getByText('Flow graph').click();
  const graph = app.getByRole('region', { name: 'Flow graph' });
  await graph.getByRole('button', { name: /^#\d+ basket_create$/ }).click();
  await expect(app.getByRole('tab', { name: /^Step #/ })).toHaveAttribute('aria-selected', 'true');
  await expect(app.getByRole('list', { name: 'Values of this step' })).toContainText('basketId');
  await app.keyboard.press('ArrowRight');
  await expect(
    graph.getByRole('button', { name: /^basket_(add|get) × \d$/ }).and(app.locator(':focus')),
  ).toBeVisible();
  await app.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: /^#\d+ basket_(add|get)$/ })).toBeVisible();
  await graph.getByRole('button', { name: /^Only what is around/ }).click();
  await expect(graph.getByRole('button', { name: /search_catalog/ })).toHaveCount(0);
  await graph.getByRole('button', { name: 'Show all' }).click();
  await expect(graph.getByRole('button', { name: /search_catalog/ })).not.toHaveCount(0);

  // A value that is no value that flows is sent as recorded, until that is taken back.
  const flow = app.getByRole('list', { name: 'Values of this step' }).getByRole('listitem').first();
  await flow.getByRole('button', { name: 'Forbid' }).click();
  await expect(flow).toContainText('Sent as recorded.');
  await expect(graph.getByRole('button', { name: /basket_/ })).toHaveCount(0);
  await flow.getByRole('button', { name: /take it back/ }).click();
  await expect(graph.getByRole('button', { name: /basket_/ })).not.toHaveCount(0);
});

/** Whoever ends the program in the middle of a replay: the next start lists what it had. */
test.describe('after a crash', () => {
  let workspace: string;
  let first: WebProgram;
  let second: WebProgram | undefined;
  test.beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'hopscope-replay-'));
    first = await startWebProgram({ workspace });
  });
  test.afterEach(async () => {
    if (second) expect(await second.stop(), second.log()).toBe(0);
    else await first.stop();
    await rm(workspace, { recursive: true, force: true });
  });

  test('an earlier replay that was cut off is listed as incomplete, with what it had', async ({
    page,
    recording,
  }) => {
    await page.goto(first.url);
    await startFleet(page);
    await openPlan(page, recording);
    await startSlowReplay(page);
    first.process.kill('SIGKILL');
    await first.stop();
    second = await startWebProgram({ workspace });
    await page.goto(second.url);
    await goTo(page, 'Replay');
    await page.getByRole('button', { name: 'Earlier replays (1)' }).click();
    const row = page.getByRole('table', { name: 'Earlier replays' }).getByRole('row').nth(1);
    await expect(row).toContainText('Incomplete');
    await row.getByRole('button').first().click();
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(/[Ii]ncomplete/);
    await expect(matrix(page)).toContainText('server/discover');
  });
});

test('what a migration changes is compared from the screen: the same intents in both eras', async ({
  app,
  recording,
}) => {
  test.setTimeout(120_000);
  await startFleet(app);
  await openPlan(app, recording);
  await app.getByRole('button', { name: 'Choose where to send' }).click();
  await app.getByRole('radiogroup', { name: 'What is done' }).getByText('Compare eras').click();
  await app.screenshot({ path: 'test-results/replay-eras-setup.png' });
  await app.getByRole('button', { name: 'Compare eras on 3 instances' }).click();
  await expect(app.getByRole('tab', { name: 'Both eras' })).toBeVisible({ timeout: 60_000 });
  const panel = app.getByRole('tabpanel', { name: 'Both eras' });
  await expect(panel).toContainText('server/discover');
  await expect(matrix(app).getByRole('row').filter({ hasText: 'tools/list' }).first()).toContainText(
    'not identical',
  );
  for (const colorScheme of ['dark', 'light'] as const) {
    await app.emulateMedia({ colorScheme });
    await app.screenshot({ path: `test-results/replay-eras-${colorScheme}.png` });
  }
});
