import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { startWebProgram, type WebProgram } from './web-program.ts';

/** The built product in a real browser, on an empty workspace of its own. */
interface AppFixtures {
  readonly program: WebProgram;
  /** The page, opened at the host's address; whatever the console complains of fails the test. */
  readonly app: Page;
}

/** Chromium says this of every answer with a status from 400 on, also of those that a test wants. */
const EXPECTED_CONSOLE = /Failed to load resource/;

export const test = base.extend<AppFixtures>({
  // Playwright reads the names of the fixtures off the first parameter, so it has to be a pattern.
  program: async ({}, use) => {
    const program = await startWebProgram();
    await use(program);
    expect(await program.stop(), program.log()).toBe(0);
  },
  app: async ({ page, program }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      const bad = message.type() === 'error' || message.type() === 'warning';
      if (bad && !EXPECTED_CONSOLE.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    // From the start: Playwright begins to take file dialogs over with the first listener, which may come after the key that opens one.
    page.on('filechooser', () => undefined);
    await page.goto(program.url);
    // What is pressed before is heard by nobody.
    await expect(page.getByText('connected', { exact: true })).toBeVisible();
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** Goes to a screen by the rail. */
export async function goTo(
  app: Page,
  screen:
    | 'Traffic'
    | 'Compose'
    | 'Fleet'
    | 'Routing'
    | 'Negotiation'
    | 'Tasks'
    | 'Replay'
    | 'Deprecations'
    | 'Captures'
    | 'Settings',
): Promise<void> {
  await app.getByRole('navigation').getByRole('button', { name: screen }).click();
}

/** Starts the demo fleet from the empty screen and waits until its instances can be chosen. */
export async function startDemoFleet(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'Start the demo fleet' }).click();
  await expect(app.getByText('Fleet: demo')).toBeVisible({ timeout: 30_000 });
}

/** Rows of the traffic list that call this tool. */
export function rowsNamed(app: Page, name: string): Locator {
  return app.getByRole('row').filter({ has: app.getByRole('gridcell', { name, exact: true }) });
}

/** The rows of the list whose status is this one; a time or a number that has the same digits is none. */
export function rowWithStatus(app: Page, status: string): Locator {
  const cell = app.locator('[data-column="status"]', { hasText: status });
  return app.getByRole('grid', { name: 'Exchanges' }).locator('[data-number]').filter({ has: cell });
}
