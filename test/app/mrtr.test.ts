import type { Locator, Page } from '@playwright/test';
import { startAskingServer } from '../support/asking-server.ts';
import { startDemoFleet as startDemoProcesses, type DemoFleet } from '../support/demo-processes.ts';
import { expect, goTo, rowsNamed, startDemoFleet, test } from '../support/app-test.ts';

const FLEET = ['alpha', 'beta', 'gamma'];

async function chooseOnly(app: Page, instance: string): Promise<void> {
  const instances = app.getByRole('group', { name: 'Instances', exact: true });
  for (const name of FLEET) await instances.getByRole('checkbox', { name }).setChecked(name === instance);
}

/** Calls a tool on one instance, with the arguments that the composer proposes: the column of its answer. */
async function call(app: Page, tool: string, instance: string): Promise<Locator> {
  // Of a long list only what is in view is drawn.
  await app.getByRole('searchbox', { name: 'Find a tool' }).fill(tool);
  await app.getByRole('option', { name: tool, exact: true }).click();
  await app.getByRole('button', { name: `Send to ${instance}`, exact: true }).click();
  return app.getByRole('region', { name: `Answer of ${instance}`, exact: true });
}

async function addInstance(app: Page, name: string, url: string): Promise<void> {
  await goTo(app, 'Fleet');
  await app.getByPlaceholder(/127\.0\.0\.1/).fill(url);
  await app.getByPlaceholder('Name (optional)').fill(name);
  await app.keyboard.press('Enter');
  await expect(app.getByRole('row').filter({ hasText: name })).toContainText('modern');
}

/** One demo instance with the fixtures of the conformance suite, chosen in the composer. */
async function withFixtures(app: Page, use: (fleet: DemoFleet) => Promise<void>): Promise<void> {
  const fleet = await startDemoProcesses({ names: ['alpha'], conformanceFixtures: true });
  try {
    await addInstance(app, 'alpha', fleet.get('alpha').url);
    await goTo(app, 'Compose');
    await use(fleet);
  } finally {
    await fleet.stop();
  }
}

async function declare(app: Page, ...names: readonly string[]): Promise<void> {
  await app.getByRole('button', { name: 'Options' }).click();
  const capabilities = app.getByRole('group', { name: 'Client capabilities' });
  for (const name of names) await capabilities.getByRole('checkbox', { name, exact: true }).check();
  await app.getByRole('button', { name: 'Options' }).click();
}

async function approve(answer: Locator): Promise<void> {
  await answer.getByLabel('confirm').check();
  await answer.getByLabel('reason').fill('It is Friday.');
}

test('the second round goes to another instance, and both know the conversation', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await chooseOnly(app, 'alpha');
  const answer = await call(app, 'deploy', 'alpha');
  await expect(answer.getByRole('region', { name: 'Answer alpha' })).toContainText('asks for input');
  await approve(answer);
  await answer.getByRole('button', { name: 'Send answer to beta' }).click();
  await expect(answer.getByRole('group', { name: 'Content' })).toContainText('"reason":"It is Friday."');
  const steps = answer.getByRole('list', { name: 'Conversation' }).getByRole('button');
  await expect(steps).toHaveText([/Round 1.*alpha.*input_required/, /Round 2.*beta.*complete/]);

  await test.step('looks back at the first round', async () => {
    await steps.first().click();
    await expect(answer.getByRole('region', { name: 'Answer alpha' })).toBeVisible();
    await steps.last().click();
    await expect(answer.getByRole('group', { name: 'Content' })).toBeVisible();
  });

  await test.step('finds the conversation in Traffic and answers the first round once more, with Decline', async () => {
    await goTo(app, 'Traffic');
    await rowsNamed(app, 'deploy').first().click();
    const listed = app.getByRole('list', { name: 'Exchanges of the conversation' }).getByRole('listitem');
    await expect(listed).toHaveText([/first.*alpha/, /round 2.*beta/]);
    await app.getByRole('button', { name: 'Answer …' }).click();
    const panel = app.getByRole('region', { name: 'Answer alpha' });
    await panel.getByText('Decline', { exact: true }).click();
    await panel.getByRole('button', { name: 'Send answer to gamma' }).click();
    await expect(listed).toHaveText([/first.*alpha/, /round 2.*beta/, /round 2.*gamma/]);
    await app.getByRole('tab', { name: 'Response' }).click();
    await expect(app.getByRole('tabpanel')).toContainText('decline');
  });
});

test('a half-written answer is there again after a look at another round or screen', async ({ app }) => {
  await withFixtures(app, async () => {
    const answer = await call(app, 'test_input_required_result_multi_round', 'alpha');
    const steps = answer.getByRole('list', { name: 'Conversation' }).getByRole('button');
    await answer.getByRole('textbox', { name: 'name' }).fill('Ada');
    await answer.getByRole('button', { name: 'Send answer to alpha' }).click();
    await answer.getByRole('textbox', { name: 'color' }).fill('half a col');
    const state = answer.getByRole('combobox', { name: 'requestState to send' });
    await state.selectOption('leave it out');

    await steps.first().click();
    await expect(answer.getByRole('textbox', { name: 'name' })).toHaveValue('Ada');
    await steps.last().click();
    await expect(answer.getByRole('textbox', { name: 'color' })).toHaveValue('half a col');
    await expect(state).toHaveValue('drop');

    await answer.getByRole('button', { name: 'Open exchange 4 in Traffic' }).click();
    await app.getByRole('button', { name: 'Answer …' }).click();
    const panel = app.getByRole('main', { name: 'Traffic' }).getByRole('region', { name: 'Answer alpha' });
    await expect(panel.getByRole('textbox', { name: 'color' })).toHaveValue('half a col');
    await panel.getByRole('textbox', { name: 'color' }).fill('half a colour');
    await goTo(app, 'Compose');
    await expect(answer.getByRole('textbox', { name: 'color' })).toHaveValue('half a colour');
  });
});

test('with a key of its own the second instance fails, and the reason is on screen', async ({ app }) => {
  await goTo(app, 'Fleet');
  await app.getByRole('checkbox', { name: /signs with its own key/ }).check();
  await app.getByRole('button', { name: 'Start 3 instances' }).click();
  await expect(app.getByRole('row').filter({ hasText: 'gamma' })).toContainText('modern', {
    timeout: 30_000,
  });
  await goTo(app, 'Compose');
  await chooseOnly(app, 'alpha');
  const answer = await call(app, 'deploy', 'alpha');
  await approve(answer);
  await answer.getByRole('button', { name: 'Send answer to beta' }).click();
  await expect(answer.getByRole('alert')).toContainText('-32602');
  await expect(answer.getByRole('alert')).toContainText(/requestState/);
  const fact = answer.getByRole('note', { name: 'About this round' });
  await expect(fact).toContainText(
    'This round went to another instance than the one before: beta, not alpha.',
  );
  await expect(fact).toContainText('It carried the requestState that came from alpha');
  await expect(fact).toContainText('beta answered it with error -32602.');

  await fact.getByRole('button', { name: 'Send the same round to alpha' }).click();
  await expect(answer.getByRole('group', { name: 'Content' })).toContainText('"deployed":true');
  const steps = answer.getByRole('list', { name: 'Conversation' }).getByRole('button');
  await expect(steps).toHaveText([
    /Round 1.*alpha/,
    /Round 2.*beta.*error -32602/,
    /Round 2.*alpha.*complete/,
  ]);
});

test('the requestState is left out, changed, or that of an earlier round, and each such round is marked', async ({
  app,
}) => {
  await withFixtures(app, async () => {
    const answer = await call(app, 'test_input_required_result_multi_round', 'alpha');
    const state = () => answer.getByRole('combobox', { name: 'requestState to send' });
    const send = () => answer.getByRole('button', { name: 'Send answer to alpha' }).click();
    const steps = answer.getByRole('list', { name: 'Conversation' }).getByRole('button');
    await answer.getByRole('textbox', { name: 'name' }).fill('Ada');
    await send();
    await expect(answer.getByText('Which colour do you like?').first()).toBeVisible();
    await answer.getByRole('textbox', { name: 'color' }).fill('blue');

    await test.step('an earlier one: the server asks for the second step again', async () => {
      await state().selectOption({ label: 'that of round 1 (exchange 3, alpha)' });
      await send();
      await expect(steps).toHaveCount(3);
      await expect(steps.last().getByRole('img', { name: /Tampered/ })).toBeVisible();
      await expect(answer.getByRole('note', { name: 'About this round' })).toContainText('on purpose');
    });

    await test.step('none: the server begins again', async () => {
      await steps.nth(1).click();
      await state().selectOption('leave it out');
      await send();
      await expect(steps).toHaveCount(4);
      await expect(answer.getByRole('note')).toContainText('was left out of this round on purpose');
    });

    await test.step('a changed one: the server refuses it', async () => {
      await steps.nth(1).click();
      await state().selectOption('a changed one');
      const text = answer.getByRole('textbox', { name: 'Changed requestState' });
      await text.fill(`${await text.inputValue()}x`);
      await send();
      await expect(steps).toHaveCount(5);
      await expect(answer.getByRole('alert')).toContainText('-32602');
    });

    await test.step('the exact one: the conversation comes to its end', async () => {
      await steps.nth(1).click();
      await answer.getByRole('textbox', { name: 'color' }).fill('blue');
      await send();
      await expect(answer.getByRole('group', { name: 'Content' })).toContainText('Ada likes blue.');
      await expect(steps.last().getByRole('img', { name: /Tampered/ })).toHaveCount(0);
    });
  });
});

test('several requests at once: a form, a model’s words, roots', async ({ app }) => {
  await withFixtures(app, async () => {
    await declare(app, 'sampling', 'roots');
    const answer = await call(app, 'test_input_required_result_multiple_inputs', 'alpha');
    await answer.getByRole('group', { name: 'user_name' }).getByRole('textbox', { name: 'name' }).fill('Ada');
    const model = answer.getByRole('group', { name: 'greeting' });
    await expect(model.getByRole('list', { name: 'Messages' })).toContainText('Write a greeting.');
    await model.getByLabel('Text').fill('Good day!');
    await model.getByText('JSON', { exact: true }).click();
    await expect(model.getByRole('textbox', { name: 'Answer as JSON' })).toHaveValue(/"Good day!"/);
    const roots = answer.getByRole('group', { name: 'client_roots' });
    await roots.getByRole('button', { name: 'Add a root' }).click();
    await roots.getByLabel('URI of the root').fill('file:///home/ada');
    await answer.getByRole('button', { name: 'Send answer to alpha' }).click();
    await expect(answer.getByRole('group', { name: 'Content' })).toContainText('Ada, ');
    await expect(answer.getByRole('group', { name: 'Content' })).toContainText('Good day!');
    await expect(answer.getByRole('group', { name: 'Content' })).toContainText('roots: 1');
  });
});

test('a responder of the request answers by itself', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await chooseOnly(app, 'beta');
  await app.getByRole('button', { name: 'Options' }).click();
  const responders = app.getByRole('group', { name: 'Automatic responders' });
  await responders.getByLabel('Elicitation').selectOption('decline');
  await app.getByRole('button', { name: 'Options' }).click();
  const answer = await call(app, 'deploy', 'beta');
  await expect(answer.getByRole('group', { name: 'Content' })).toContainText('"reason":"decline"');
  const steps = answer.getByRole('list', { name: 'Conversation' }).getByRole('button');
  await expect(steps).toHaveText([/Round 1.*beta/, /Round 2.*beta.*complete/]);
});

test('an address is shown whole and opened only after a second press', async ({ app, context }) => {
  const server = await startAskingServer();
  try {
    await addInstance(app, 'alpha', server.url);
    await goTo(app, 'Compose');
    const answer = await call(app, 'connect', 'alpha');
    await expect(answer.getByRole('group', { name: 'Address' })).toHaveText(server.page);
    await expect(answer.getByTestId('host')).toHaveText(new URL(server.page).host);
    await answer.getByRole('button', { name: 'Send answer to alpha' }).click();
    await expect(answer.getByRole('alert')).toContainText('Choose Accept, Decline or Cancel first.');
    await answer.getByRole('button', { name: 'Open in the browser …' }).click();
    await answer.getByRole('button', { name: 'Not now' }).click();
    await answer.getByRole('button', { name: 'Open in the browser …' }).click();
    expect(context.pages()).toHaveLength(1);
    expect(server.fetches()).toBe(0);

    const opened = context.waitForEvent('page');
    await answer.getByRole('button', { name: /^Open 127/ }).click();
    const page = await opened;
    await page.waitForLoadState();
    expect(page.url()).toBe(server.page);
    expect(await page.evaluate(() => globalThis.opener === null)).toBe(true);
    expect(server.fetches()).toBe(1);
    await page.close();
    await answer.getByRole('button', { name: 'Send answer to alpha' }).click();
    await expect(answer.getByRole('group', { name: 'Content' })).toContainText(
      'You said {"action":"accept"}.',
    );
  } finally {
    await server.stop();
  }
});

test('a legacy server that asks is shown on every screen until it has its answer, or wants none', async ({
  app,
}) => {
  await withFixtures(app, async () => {
    await app.getByRole('combobox', { name: 'Era' }).selectOption('legacy');
    const bar = app.getByRole('region', { name: 'Waiting requests' });

    await test.step('answered on another screen than the composer', async () => {
      const answer = await call(app, 'test_elicitation_sep1034_defaults', 'alpha');
      await expect(bar).toContainText('alpha asks you something and waits for the answer.');
      await goTo(app, 'Traffic');
      await bar.getByRole('button', { name: 'Answer alpha' }).click();
      const panel = bar.getByRole('region', { name: 'Answer alpha' });
      await expect(panel.getByRole('textbox', { name: 'name' })).toHaveValue('John Doe');
      await panel.getByRole('textbox', { name: 'name' }).fill('Ada');
      await bar.getByRole('button', { name: 'Answer alpha', expanded: true }).click();
      await expect(panel).toHaveCount(0);
      await bar.getByRole('button', { name: 'Answer alpha', expanded: false }).click();
      await expect(panel.getByRole('textbox', { name: 'name' })).toHaveValue('Ada');
      await panel.getByRole('button', { name: 'Send answer to alpha' }).click();
      await expect(bar).toHaveCount(0);
      await goTo(app, 'Compose');
      await expect(answer.getByRole('group', { name: 'Content' })).toContainText('"name":"Ada"');
    });

    await test.step('rejected', async () => {
      await declare(app, 'sampling');
      const answer = await call(app, 'test_missing_capability', 'alpha');
      await expect(bar).toContainText('alpha asks for a model’s answer and waits for the answer.');
      await bar.getByRole('button', { name: 'Answer alpha' }).click();
      await bar.getByText('Reject', { exact: true }).click();
      await bar.getByLabel('Message of the error').fill('Not today.');
      await bar.getByRole('button', { name: 'Send answer to alpha' }).click();
      await expect(bar).toHaveCount(0);
      await expect(answer).toContainText('Not today.');
    });

    await test.step('gone as soon as the request is cancelled', async () => {
      const answer = await call(app, 'test_elicitation_sep1034_defaults', 'alpha');
      await expect(bar).toBeVisible();
      await answer.getByRole('button', { name: 'Cancel alpha' }).click();
      await expect(bar).toHaveCount(0);
    });
  });
});
