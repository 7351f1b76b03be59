import { describe, expect, it } from 'vitest';
import {
  cacheControl,
  CONTENT_SECURITY_POLICY,
  contentType,
  requestedFile,
} from '../../../../shared/bridge/app-files.ts';

describe('requestedFile', () => {
  it.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/index-B_4x.js', 'assets/index-B_4x.js'],
    ['/assets/a%20b.css', 'assets/a b.css'],
    ['/assets/caf%C3%A9.svg', 'assets/café.svg'],
  ])('%s is %s', (path, file) => {
    expect(requestedFile(path)).toBe(file);
  });

  it.each([
    '/../package.json',
    '/..',
    '/assets/../../x',
    '/%2e%2e/x',
    '/%2E%2E%2Fx',
    '/..%2f..%2fetc/passwd',
    '/%252e%252e/x',
    '/..\\x',
    '/..%5cx',
    '/assets\\..\\x',
    '/x%00.html',
    '/C:/windows/win.ini',
    '/index.html::$DATA',
    '//etc/passwd',
    '/assets//x',
    '/assets/',
    '/.git/config',
    '/assets/.hidden',
    '/index.html.',
    '/index.html%20',
    '/x%0ay',
    '/%',
    '/%zz',
    '/%c0%ae%c0%ae/x',
    '',
    'index.html',
    'http://127.0.0.1/index.html',
    '*',
  ])('refuses %s', (path) => {
    expect(requestedFile(path)).toBeUndefined();
  });
});

describe('contentType', () => {
  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/a.b.js', 'text/javascript; charset=utf-8'],
    ['assets/a.CSS', 'text/css; charset=utf-8'],
    ['assets/inter.woff2', 'font/woff2'],
    ['assets/i.svg', 'image/svg+xml'],
    ['LICENSE', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
  ])('of %s is %s', (path, type) => {
    expect(contentType(path)).toBe(type);
  });
});

describe('how files are sent', () => {
  it('keeps only files with a hash in their name', () => {
    expect(cacheControl('assets/index-1.js')).toContain('immutable');
    expect(cacheControl('index.html')).toBe('no-store');
  });

  it('allows scripts, workers and connections from the same origin only', () => {
    const directives = new Map(
      CONTENT_SECURITY_POLICY.split('; ').map((line) => {
        const [name = '', ...sources] = line.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'worker-src': "'self'",
      'connect-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
    });
  });
});
