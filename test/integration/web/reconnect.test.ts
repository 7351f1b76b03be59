import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BridgeChoice, chooseBridge } from '../../../renderer/bridge/choose-bridge.ts';
import type { SessionProblem } from '../../../renderer/bridge/web-session.ts';
import { startTestHost, type TestHost } from '../../support/web-host.ts';
import { pageSockets } from '../../support/ws-page.ts';

let test: TestHost;
const tabs: { close(): void }[] = [];
beforeEach(async () => {
  test = await startTestHost();
});
afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  await test.close();
});

/** A tab: its address, its storage, and the sockets that it opens. */
function openTab(address: string, stored = new Map<string, string>()) {
  const url = new URL(address);
  const replaced: string[] = [];
  const addressListeners = new Set<() => void>();
  let reloads = 0;
  const sockets = pageSockets(url.origin);
  let gone = false;
  const window = {
    location: Object.assign(url, { reload: () => void (reloads += 1) }),
    history: {
      replaceState: (_: unknown, __: string, to: string) => {
        replaced.push(to);
        url.hash = new URL(to, url).hash;
      },
    },
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
    addEventListener: (_: 'hashchange', listener: () => void) => void addressListeners.add(listener),
    removeEventListener: (_: 'hashchange', listener: () => void) => void addressListeners.delete(listener),
    fetch: (path: string, init?: RequestInit) => {
      if (gone) return Promise.resolve(new Response(null, { status: 401 }));
      const headers = new Headers(init?.headers);
      // As a browser does: with everything that is not a plain GET.
      if (init?.method === 'POST') headers.set('Origin', url.origin);
      return fetch(new URL(path, url.origin), { ...init, headers });
    },
  };
  const tab = {
    url,
    stored,
    replaced,
    sockets: sockets.sockets,
    reloads: () => reloads,
    addressListeners,
    /** Puts another address into the address bar. */
    paste: (other: string) => {
      url.hash = new URL(other).hash;
      for (const listener of addressListeners) listener();
    },
    choose: () => chooseBridge(window, sockets.open),
    /** The bridge is told that the session is over, and connects no more. */
    close: () => {
      gone = true;
      for (const socket of sockets.sockets) socket.terminate();
    },
  };
  tabs.push(tab);
  return tab;
}

function ready(choice: BridgeChoice): Extract<BridgeChoice, { ok: true }> {
  if (!choice.ok) throw new Error(choice.problem.title);
  return choice;
}

describe('a tab', () => {
  it('exchanges its code, removes it from the address bar, and works again after a reload', async () => {
    const tab = openTab(test.host.url);
    const { bridge } = ready(await tab.choose());
    expect(tab.replaced).toEqual(['/']);
    expect(tab.url.hash).toBe('');
    expect(await bridge.invoke('demo.stop', null)).toEqual({ ok: true, value: null });
    const reloaded = openTab(`${test.origin}/`, tab.stored);
    expect(await ready(await reloaded.choose()).bridge.invoke('demo.stop', null)).toMatchObject({ ok: true });
  });

  it.each([
    ['without a code', () => `${test.origin}/`, 'no-address'],
    ['with a code of elsewhere', () => `${test.origin}/#code=abc`, 'code-wrong'],
  ])('%s is told what to do', async (_, address, reason) => {
    expect(await openTab(address()).choose()).toMatchObject({ ok: false, problem: { reason, retry: false } });
  });

  it('with a code that was used is told so; one that has the session goes on', async () => {
    const first = openTab(test.host.url);
    ready(await first.choose());
    expect(await openTab(test.host.url).choose()).toMatchObject({
      ok: false,
      problem: { reason: 'code-used' },
    });
    const again = openTab(test.host.url, first.stored);
    ready(await again.choose());
  });

  it('keeps its code when nobody answers, for a second try', async () => {
    const { url } = test.host;
    await test.host.close();
    const tab = openTab(url);
    expect(await tab.choose()).toMatchObject({ ok: false, problem: { reason: 'unreachable', retry: true } });
    expect(tab.url.href).toBe(url);
  });

  it('of an earlier start is told that Hopscope was started again', async () => {
    const tab = openTab(test.host.url);
    ready(await tab.choose());
    const other = await startTestHost();
    const later = openTab(`${other.origin}/`, tab.stored);
    expect(await later.choose()).toMatchObject({ ok: false, problem: { reason: 'ended' } });
    expect(later.stored.size).toBe(0);
    await other.close();
  });
});

describe('a cut', () => {
  it('answers what is pending with DISCONNECTED, says so, and connects again', async () => {
    const tab = openTab(test.host.url);
    const { bridge } = ready(await tab.choose());
    const states: boolean[] = [];
    bridge.onConnection((connected) => states.push(connected));
    await bridge.invoke('demo.stop', null);
    test.engine.answer('app.info', () => new Promise(() => undefined));
    const pending = bridge.invoke('app.info', null);
    await expect.poll(() => test.engine.calls.length).toBe(2);
    tab.sockets[0]?.terminate();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'DISCONNECTED' } });
    expect(await bridge.invoke('demo.stop', null)).toMatchObject({
      ok: false,
      error: { code: 'DISCONNECTED' },
    });
    await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe(true);
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual(
      states[0] ? [true, false, true] : [false, true, false, true],
    );
    expect(await bridge.invoke('demo.stop', null)).toEqual({ ok: true, value: null });
    expect(tab.sockets).toHaveLength(2);
  });

  it('after which the host does not know the token ends the session, once', async () => {
    const { port } = test.host;
    const tab = openTab(test.host.url);
    const { bridge, onSessionEnd } = ready(await tab.choose());
    await bridge.invoke('demo.stop', null);
    const problems: SessionProblem[] = [];
    onSessionEnd((problem) => problems.push(problem));
    await test.host.close();
    const next = await startTestHost({ port });
    await expect.poll(() => problems, { timeout: 20_000 }).toMatchObject([{ reason: 'ended' }]);
    // From here on, the page that says so looks at the address.
    expect(tab.addressListeners.size).toBe(0);
    expect(await bridge.invoke('demo.stop', null)).toMatchObject({ error: { code: 'DISCONNECTED' } });
    await next.close();
  });
});

describe('a new address in a tab that has a session', () => {
  it('leaves the address bar, unused, where the session holds', async () => {
    const tab = openTab(test.host.url);
    const { bridge } = ready(await tab.choose());
    const fresh = test.host.issueUrl();
    tab.paste(fresh);
    expect(tab.url.href).toBe(`${test.origin}/`);
    expect(await bridge.invoke('demo.stop', null)).toEqual({ ok: true, value: null });
    expect(tab.reloads()).toBe(0);
    ready(await openTab(fresh).choose());
  });

  it('opens the session of a host that was started again', async () => {
    const tab = openTab(test.host.url);
    const { bridge, onSessionEnd } = ready(await tab.choose());
    await bridge.invoke('demo.stop', null);
    const problems: SessionProblem[] = [];
    onSessionEnd((problem) => problems.push(problem));
    const { port } = test.host;
    await test.host.close();
    const next = await startTestHost({ port });
    tab.paste(next.host.url);
    expect(tab.url.href).toBe(`${next.origin}/`);
    await expect.poll(tab.reloads, { timeout: 10_000 }).toBe(1);
    ready(await openTab(tab.url.href, tab.stored).choose());
    expect(problems).toEqual([]);
    await next.close();
  });
});
