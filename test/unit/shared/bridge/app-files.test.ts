import { describe, expect, it } from 'vitest';
import {
  cacheControl,
  CONTENT_SECURITY_POLICY,
  contentType,
  findInside,
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

describe('findInside', () => {
  /** Real paths of what is there; folders end in the separator. */
  const disk = (links: Record<string, string>, sep = '/') => ({
    sep,
    realpath: (path: string) => {
      const real = links[path];
      return real === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(real);
    },
    stat: (path: string) => Promise.resolve({ isFile: () => !path.endsWith('.d') }),
  });

  it.each([
    ['a file of the folder', '/r/a.js', '/r/a.js'],
    ['a file that a link inside of the folder leads to', '/r/b.js', '/r/b.js'],
    ['a link that leads out', '/secret', undefined],
    ['a link into a folder whose name begins alike', '/r-private/x', undefined],
    ['the folder itself', '/r', undefined],
    ['a folder in it', '/r/sub.d', undefined],
  ])('finds %s: %s', async (_, real, found) => {
    expect(await findInside('/app', 'a.js', disk({ '/app': '/r', '/app/a.js': real }))).toBe(found);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await findInside('/app', 'a.js', disk({ '/app': '/r' }))).toBeUndefined();
    expect(await findInside('/app', 'a.js', disk({ '/app/a.js': '/r/a.js' }))).toBeUndefined();
  });

  it('compares with the separator of the platform', async () => {
    const links = { 'C:\\app': 'C:\\r', 'C:\\app/a/b.js': 'C:\\r\\a\\b.js' };
    expect(await findInside('C:\\app', 'a/b.js', disk(links, '\\'))).toBe('C:\\r\\a\\b.js');
  });
});
