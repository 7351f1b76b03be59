import { expect, type Locator, type Page } from '@playwright/test';

// What tests of the Tasks screen do over and over in the app.

const DECLARED = { elicitation: { form: {} }, extensions: { 'io.modelcontextprotocol/tasks': {} } };

/** From the composer, with the extension declared for this request; only to this instance of the fleet. */
export async function callTask(
  app: Page,
  tool: string,
  instance: string,
  fleet: readonly string[] = ['alpha', 'beta', 'gamma'],
): Promise<void> {
  await app.getByRole('navigation').getByRole('button', { name: 'Compose' }).click();
  const instances = app.getByRole('group', { name: 'Instances', exact: true });
  for (const name of fleet) await instances.getByRole('checkbox', { name }).setChecked(name === instance);
  await app.getByRole('option', { name: tool, exact: true }).click();
  await app.getByRole('button', { name: 'Options' }).click();
  await app.getByLabel('Client capabilities as JSON').fill(JSON.stringify(DECLARED));
  await app.getByRole('button', { name: `Send to ${instance}`, exact: true }).click();
}

export function lanes(app: Page): Locator {
  return app.getByRole('listbox', { name: 'Tasks over time' });
}

/** The lane of the only task of this tool. */
export function lane(app: Page, tool: string): Locator {
  return lanes(app).getByRole('option', { name: new RegExp(`^${tool}, task `) });
}

/** By its name: where an exchange is drawn, a click opens that. */
export async function choose(one: Locator): Promise<void> {
  await one.click({ position: { x: 60, y: 10 } });
}

/** What can be done with the driven task that is chosen. */
export function controls(app: Page): Locator {
  return app.getByRole('group', { name: 'Driven by Hopscope' });
}

/** Polls that a lane tells of by now. */
export async function pollsOf(one: Locator): Promise<number> {
  const name = (await one.getAttribute('aria-label')) ?? '';
  return Number(/([\d,]+) polls?/.exec(name)?.[1]?.replaceAll(',', '') ?? 0);
}

/** Answers on the screen what the chosen task asks for: yes. */
export async function approve(app: Page): Promise<void> {
  const input = app.getByRole('region', { name: 'Input that the task waits for' });
  await input.getByLabel('approve').check();
  await input.getByRole('button', { name: /^Send answer to / }).click();
  await expect(input).toHaveCount(0);
}
