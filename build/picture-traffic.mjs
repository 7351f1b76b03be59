/** @typedef {import('@playwright/test').Page} Page */

export const file = 'traffic.png';

const toolsToCall = ['whoami', 'search_catalog', 'basket_create'];

/**
 * Calls one tool on every instance, with the arguments that the composer proposes, and waits for the answers.
 * @param {Page} page
 * @param {string} tool
 */
async function callOnAll(page, tool) {
  await page.getByRole('option', { name: tool, exact: true }).click();
  const send = page.getByRole('button', { name: 'Send to 3 instances' });
  await send.click();
  const answers = page.getByRole('region', { name: 'Answers', exact: true });
  await answers.getByRole('status', { name: 'Comparison' }).waitFor();
  await answers.getByRole('button', { name: 'Close the answers' }).click();
}

/**
 * Leaves out the header that every instance must miss.
 * @param {Page} page
 */
async function dropMethodHeader(page) {
  const headers = page.getByRole('list', { name: 'Request headers' });
  await headers.getByRole('listitem').filter({ hasText: 'Mcp-Method' }).hover();
  await headers.getByRole('button', { name: 'Drop Mcp-Method' }).click();
}

/**
 * Calls tools on all instances from the composer, and opens one of the exchanges.
 * @param {Page} page
 * @param {string} url
 */
export async function drive(page, url) {
  await page.goto(url);
  const screens = page.getByRole('navigation', { name: 'Screens' });
  await screens.getByRole('button', { name: 'Compose' }).click();
  // `gamma` is the last of the fleet to come up.
  const instances = page.getByRole('group', { name: 'Instances', exact: true });
  await instances.getByRole('checkbox', { name: 'gamma' }).waitFor();
  const all = instances.getByRole('button', { name: /Choose (all instances|the fleet)/ }).first();
  if ((await all.getAttribute('aria-pressed')) !== 'true') await all.click();
  for (const tool of toolsToCall) await callOnAll(page, tool);
  await dropMethodHeader(page);
  await callOnAll(page, 'whoami');
  await screens.getByRole('button', { name: 'Traffic' }).click();
  const rows = page.getByRole('grid', { name: 'Exchanges' }).getByRole('row');
  await rows.filter({ hasText: '400' }).filter({ hasText: 'beta' }).click();
  await page.getByRole('tab', { name: 'Headers' }).click();
  await page.getByRole('table', { name: 'Routing' }).waitFor();
}
