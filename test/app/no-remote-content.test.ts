import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

const SCREENS = [
  'Traffic',
  'Compose',
  'Fleet',
  'Routing',
  'Negotiation',
  'Tasks',
  'Replay',
  'Deprecations',
  'Settings',
] as const;

test('every screen is drawn from the program’s own files alone', async ({ page, program }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await page.goto(program.url);
  await startDemoFleet(page);
  await goTo(page, 'Compose');
  await page.getByRole('option', { name: 'whoami' }).click();
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByRole('region', { name: /^Answer/ }).first()).toContainText('alpha');
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await page.waitForLoadState('networkidle');
  }
  await goTo(page, 'Traffic');
  await page.getByRole('grid', { name: 'Exchanges' }).getByRole('row').nth(1).click();
  await page.getByRole('tab', { name: 'Response' }).click();
  await page.waitForLoadState('networkidle');

  const { host } = new URL(program.url);
  const others = asked.filter((url) => {
    const { protocol, host: other } = new URL(url);
    // What the page makes itself, such as a picture out of its own code, has no host.
    return protocol !== 'blob:' && protocol !== 'data:' && other !== host;
  });
  expect(asked.length).toBeGreaterThan(10);
  expect(others).toEqual([]);
});
