import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { listenIn, NO_ELECTRON, SKIPPED, test, whatWasHeard } from '../../support/electron-app.ts';

test.skip(NO_ELECTRON, SKIPPED);

test('the page is in a sandbox', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  const window = await application.browserWindow(page);
  const pid = await window.evaluate((browserWindow: Electron.BrowserWindow) =>
    browserWindow.webContents.getOSProcessId(),
  );
  if (process.platform === 'linux') {
    // 2: every system call of it goes through a filter.
    expect(await readFile(`/proc/${String(pid)}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
    return;
  }
  const metrics = await application.evaluate(({ app }) =>
    app.getAppMetrics().map((each) => ({ pid: each.pid, sandboxed: each.sandboxed })),
  );
  expect(metrics).toContainEqual({ pid, sandboxed: true });
});

test('the page cannot change what it was given', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  // Where worlds are not isolated there is no bridge at all: Electron refuses to expose one.
  const changed = await page.evaluate(() => {
    const { hopscope } = globalThis as unknown as { hopscope: Record<string, unknown> };
    const before = hopscope.invoke;
    try {
      hopscope.invoke = () => 'mine';
    } catch {
      // Frozen objects throw in modules.
    }
    return hopscope.invoke !== before;
  });
  expect(changed).toBe(false);
});

test('the page stays where it is', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  const own = page.url();
  for (const address of [
    'https://example.invalid/',
    'file:///etc/passwd',
    'data:text/html,x',
    'hopscope://open',
  ]) {
    await page.evaluate((url) => {
      location.href = url;
    }, address);
  }
  // Whatever was begun is over when the page answers again.
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  expect(page.url()).toBe(own);
});

test('no page opens a window; https goes to the browser after a question, the rest nowhere', async ({
  launch,
}) => {
  const application = await launch();
  const page = await application.firstWindow();
  await listenIn(application, 0);
  for (const address of [
    'http://example.invalid/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'about:blank',
  ]) {
    expect(await page.evaluate((url) => window.open(url), address)).toBeNull();
  }
  expect(await whatWasHeard(application)).toEqual({ questions: [], opened: [] });

  expect(await page.evaluate(() => window.open('https://example.invalid/a'))).toBeNull();
  await expect.poll(async () => (await whatWasHeard(application)).questions.length).toBe(1);
  const { questions, opened } = await whatWasHeard(application);
  expect(questions[0]?.message).toContain('example.invalid');
  expect([questions[0]?.detail, opened]).toEqual(['https://example.invalid/a', []]);

  await listenIn(application, 1);
  await page.evaluate(() => window.open('https://example.invalid/b'));
  await expect
    .poll(async () => (await whatWasHeard(application)).opened)
    .toEqual(['https://example.invalid/b']);
  expect(application.windows()).toHaveLength(1);
});

test('permissions are refused, but for writing text to the clipboard', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'];
    const found = [];
    for (const name of names) {
      found.push((await navigator.permissions.query({ name: name as PermissionName })).state);
    }
    return found;
  });
  expect(states).toEqual(states.map(() => 'denied'));
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('the policy holds: nothing of other origins, no script that stands in the page', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  const outcome = await page.evaluate(async () => {
    const refused = new Set<string>();
    const all = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (refused.add(effectiveDirective).size === 3) resolve();
      });
    });
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranInline = true';
    document.head.append(script);
    const reached = await fetch('https://example.invalid/').then(
      () => true,
      () => false,
    );
    const frame = document.createElement('iframe');
    frame.src = 'https://example.invalid/';
    document.body.append(frame);
    await all;
    frame.remove();
    return { refused: [...refused].sort(), reached, ranInline: 'ranInline' in globalThis };
  });
  expect(outcome).toEqual({
    refused: ['connect-src', 'frame-src', 'script-src-elem'],
    reached: false,
    ranInline: false,
  });
});

test('the page’s scheme serves the page’s files and nothing beside them', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  const statuses = await page.evaluate(async () => {
    const paths = ['/', '/index.html', '/../package.json', '/%2e%2e/programs/electron-main.js', '/none'];
    const found = [];
    for (const path of paths) found.push((await fetch(path)).status);
    return found;
  });
  expect(statuses).toEqual([200, 200, 404, 404, 404]);
});
