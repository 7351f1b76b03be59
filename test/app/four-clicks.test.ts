import { startDemoFleet as startDemoProcesses } from '../support/demo-processes.ts';
import { expect, test } from '../support/app-test.ts';

test('from an empty workspace to a tool’s answer in at most four clicks', async ({ app }) => {
  const fleet = await startDemoProcesses({ names: ['alpha'] });
  try {
    let clicks = 0;
    const url = fleet.get('alpha').url;
    const address = app.getByLabel('Address of a server');
    await address.click();
    clicks += 1;
    await address.fill(url);
    await app.getByRole('button', { name: 'Connect' }).click();
    clicks += 1;
    await app.getByRole('option', { name: 'whoami' }).click();
    clicks += 1;
    await app.getByRole('button', { name: /^Send to/ }).click();
    clicks += 1;
    const answer = app.getByRole('region', { name: /^Answer of/ });
    await expect(answer).toContainText('"instance":"alpha"');
    expect(clicks).toBeLessThanOrEqual(4);
  } finally {
    await fleet.stop();
  }
});
