import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumFlags } from '../../../build/find-chromium.mjs';

// What a page's client does with an MCP server, recorded by those who record it in life.

/** The page's client as one script. */
export async function bundleClient(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('../browser-client/recorded.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'client',
      },
    },
  });
  const bundle = Array.isArray(built) ? built[0] : built;
  if (!bundle || !('output' in bundle)) throw new Error('the client was not built');
  return bundle.output[0].code;
}

/**
 * A page with that client on loopback, its address with a slash at the end; what it asks of `/mcp` is passed on to `mcp`, as no
 * browser lets it ask elsewhere.
 */
export async function servePage(
  script: string,
  mcp: string,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((asked, response) => {
    if (asked.url === '/mcp') {
      passOn(asked, response, mcp);
      return;
    }
    const isScript = asked.url?.endsWith('.js') === true;
    response
      .writeHead(200, {
        'Content-Type': isScript ? 'text/javascript' : 'text/html',
        ...(!isScript && { 'Set-Cookie': 'visit=first; Path=/; SameSite=Lax' }),
      })
      .end(
        isScript
          ? script
          : '<!doctype html><title>Shop</title><script type="module" src="/client.js"></script>',
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, server };
}

function passOn(from: IncomingMessage, to: ServerResponse, mcp: string): void {
  const { host: _host, ...headers } = from.headers;
  const asked = request(mcp, { method: from.method, headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(to);
  });
  asked.on('error', () => to.destroy());
  to.on('close', () => asked.destroy());
  from.pipe(asked);
}

export interface RecordWish {
  readonly executablePath: string;
  /** The page; what it talks to is `mcp` beside it. */
  readonly page: string;
}

async function use(page: Page, wish: RecordWish): Promise<void> {
  await page.goto(wish.page);
  await page.waitForFunction(() => 'useTools' in globalThis);
  await page.evaluate((url) => globalThis.useTools(url), `${wish.page}mcp`);
}

/** By Playwright's `recordHar`. */
export async function recordByPlaywright(wish: RecordWish): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-har-'));
  const browser = await chromium.launch({ executablePath: wish.executablePath, args: chromiumFlags });
  try {
    const path = join(folder, 'page.har');
    const context = await browser.newContext({ recordHar: { path, content: 'embed' } });
    await use(await context.newPage(), wish);
    await context.close();
    return readFileSync(path, 'utf8');
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is used of the modules of Chromium's DevTools: front_end/models/{har,logs} of devtools-frontend. */
interface DevTools {
  readonly NetworkLog: {
    readonly NetworkLog: {
      instance(): { requests(): readonly { url(): string; readonly finished: boolean }[] };
    };
  };
  readonly Writer: {
    readonly Writer: {
      harStringForRequests(
        requests: readonly object[],
        options: { readonly sanitize: boolean },
        progress: object,
      ): Promise<string>;
    };
  };
}

/** By Chromium's own DevTools: its window is opened as a page beside, and asked for what _Export HAR_ writes. */
export async function recordByDevTools(wish: RecordWish): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-har-'));
  const child = spawn(
    wish.executablePath,
    [
      ...chromiumFlags,
      '--remote-debugging-port=0',
      '--remote-allow-origins=*',
      `--user-data-dir=${join(folder, 'profile')}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exit = once(child, 'exit');
  let browser: Browser | undefined;
  try {
    let port: string | undefined;
    for await (const line of createInterface({ input: child.stderr })) {
      port = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
      if (port !== undefined) break;
    }
    child.stderr.resume();
    if (port === undefined) throw new Error('Chromium did not say where it listens.');
    const origin = `http://127.0.0.1:${port}`;
    browser = await chromium.connectOverCDP(origin);
    return await exportFromDevTools(browser, port, wish);
  } finally {
    await browser?.close();
    child.kill();
    await exit;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function exportFromDevTools(browser: Browser, port: string, wish: RecordWish): Promise<string> {
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no context.');
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const tools = await context.newPage();
  const socket = `127.0.0.1:${port}/devtools/page/${targetInfo.targetId}`;
  await tools.goto(`http://127.0.0.1:${port}/devtools/devtools_app.html?ws=${socket}&panel=network`);
  await tools.evaluate(async () => {
    const load = (path: string): Promise<unknown> => import(path);
    const modules = await Promise.all([
      load('/devtools/models/logs/logs.js'),
      load('/devtools/models/har/har.js'),
    ]);
    Object.assign(globalThis, { devTools: Object.assign({}, ...modules) as DevTools });
  });
  // It begins to listen some time after it is loaded: what it has missed is loaded again.
  const seesPage = (url: string): boolean => {
    const { devTools } = globalThis as unknown as { devTools: DevTools };
    return devTools.NetworkLog.NetworkLog.instance()
      .requests()
      .some((each) => each.url() === url);
  };
  for (let isSeen = false; !isSeen; isSeen = await tools.evaluate(seesPage, wish.page))
    await page.goto(wish.page);
  await use(page, wish);
  await tools.waitForFunction((mcp) => {
    const { devTools } = globalThis as unknown as { devTools: DevTools };
    const seen = devTools.NetworkLog.NetworkLog.instance().requests();
    return seen.some((each) => each.url() === mcp) && seen.every(({ finished }) => finished);
  }, `${wish.page}mcp`);
  return tools.evaluate(() => {
    const { devTools } = globalThis as unknown as { devTools: DevTools };
    const requests = devTools.NetworkLog.NetworkLog.instance().requests();
    return devTools.Writer.Writer.harStringForRequests(
      requests,
      { sanitize: false },
      { canceled: false, createSubProgress: () => ({ canceled: false }) },
    );
  });
}
