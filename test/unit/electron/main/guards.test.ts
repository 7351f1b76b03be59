import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { guardAllContents, guardPermissions } from '../../../../electron/main/guards.ts';
import { mockContents, preventable } from '../../../support/electron-mock.ts';

function guarded(url?: string, openInBrowser: (address: string) => void = () => {}) {
  const app = new EventEmitter();
  guardAllContents(app as App, openInBrowser);
  const page = mockContents(url);
  app.emit('web-contents-created', {}, page.contents);
  return page;
}

describe('guardAllContents', () => {
  it.each([
    'https://example.com/',
    'http://127.0.0.1:3000/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'hopscope-app://app/assets/app.js',
    'hopscope://app/',
    'hopscope-app://other/',
    'hopscope-app://app.evil/',
    'hopscope-app://app@evil/',
    'about:blank',
  ])('refuses to become %s', (url) => {
    const event = preventable({ url, isMainFrame: true });
    guarded().emitter.emit('will-frame-navigate', event);
    expect(event.prevented).toBe(true);
  });

  it('lets the page load itself again, but no frame inside of it', () => {
    for (const url of ['hopscope-app://app/', 'hopscope-app://app/#x']) {
      const own = preventable({ url, isMainFrame: true });
      const inner = preventable({ url, isMainFrame: false });
      const page = guarded();
      page.emitter.emit('will-frame-navigate', own);
      page.emitter.emit('will-frame-navigate', inner);
      expect([own.prevented, inner.prevented]).toEqual([false, true]);
    }
  });

  it('refuses redirects, webviews and new windows', () => {
    const page = guarded();
    for (const name of ['will-redirect', 'will-attach-webview']) {
      const event = preventable({});
      page.emitter.emit(name, event);
      expect(event.prevented).toBe(true);
    }
    expect(page.windowOpen()).toEqual({ action: 'deny' });
  });
});

describe('a page that wants a window', () => {
  const opened = (from: string, url: string): string[] => {
    const urls: string[] = [];
    const page = guarded(from, (address) => urls.push(address));
    expect(page.windowOpen(url)).toEqual({ action: 'deny' });
    return urls;
  };

  it('gets the browser of the system for web addresses', () => {
    expect(opened('hopscope-app://app/', 'https://example.com/a?b')).toEqual(['https://example.com/a?b']);
    expect(opened('hopscope-app://app/', 'http://127.0.0.1:1/')).toEqual(['http://127.0.0.1:1/']);
  });

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'about:blank',
    'nonsense',
  ])('gets nothing for %s', (url) => {
    expect(opened('hopscope-app://app/', url)).toEqual([]);
  });

  it('gets nothing where it is not ours', () => {
    expect(opened('https://evil.example/', 'https://example.com/')).toEqual([]);
  });
});

describe('guardPermissions', () => {
  const handlers = {
    setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
    setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
    setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
  };
  guardPermissions(handlers as Partial<Session> as Session);
  const request = handlers.setPermissionRequestHandler.mock.calls[0]?.[0];
  const check = handlers.setPermissionCheckHandler.mock.calls[0]?.[0];
  const device = handlers.setDevicePermissionHandler.mock.calls[0]?.[0];
  if (!request || !check || !device) throw new Error('a handler is missing');
  const details = {} as never;
  const asked = (permission: Parameters<typeof request>[1], url: string): boolean => {
    const answer = vi.fn<(granted: boolean) => void>();
    request(mockContents(url).contents, permission, answer, details);
    return answer.mock.calls[0]?.[0] ?? false;
  };

  it('grants writing to the clipboard to our page', () => {
    expect(asked('clipboard-sanitized-write', 'hopscope-app://app/')).toBe(true);
    expect(check(null, 'clipboard-sanitized-write', 'hopscope-app://app/', details)).toBe(true);
  });

  it('refuses it to any other page', () => {
    expect(asked('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
    expect(check(null, 'clipboard-sanitized-write', 'https://example.com/', details)).toBe(false);
    expect(check(null, 'clipboard-sanitized-write', '', details)).toBe(false);
  });

  it.each([
    'clipboard-read',
    'notifications',
    'media',
    'geolocation',
    'openExternal',
    'fullscreen',
    'fileSystem',
  ] as const)('refuses %s to our page', (permission) => {
    expect(asked(permission, 'hopscope-app://app/')).toBe(false);
    expect(check(null, permission, 'hopscope-app://app/', details)).toBe(false);
  });

  it('refuses every device', () => {
    expect(device(details)).toBe(false);
  });
});
