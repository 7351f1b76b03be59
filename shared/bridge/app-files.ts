/** How the renderer's files are served, whichever program serves them. */

/**
 * Everything from this origin, nothing from elsewhere. `'self'` in connect-src covers the WebSocket on the same
 * host and port too: https://www.w3.org/TR/CSP3/#match-url-to-source-expression.
 * Inline styles are Mantine's and Monaco's way of working; scripts have no such exception.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Sent with every answer of a program that serves the renderer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const CONTENT_TYPES = new Map(
  Object.entries({
    html: 'text/html; charset=utf-8',
    js: 'text/javascript; charset=utf-8',
    mjs: 'text/javascript; charset=utf-8',
    css: 'text/css; charset=utf-8',
    json: 'application/json; charset=utf-8',
    map: 'application/json; charset=utf-8',
    txt: 'text/plain; charset=utf-8',
    svg: 'image/svg+xml',
    png: 'image/png',
    ico: 'image/x-icon',
    woff2: 'font/woff2',
    woff: 'font/woff',
    ttf: 'font/ttf',
    wasm: 'application/wasm',
  }),
);

/** Content-Type by the file's extension; unknown ones are never rendered. */
export function contentType(path: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  return CONTENT_TYPES.get(extension ?? '') ?? 'application/octet-stream';
}

/** The bundler puts a hash into the name of everything under /assets/: those files never change. */
export function cacheControl(path: string): string {
  return path.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
}

/**
 * The file that a URL's path asks for, relative to the folder of the renderer, with `/` between its parts.
 * Undefined for everything that could lead out of that folder on any platform: dot segments, encoded or not,
 * backslashes, drive letters and streams (`:`), NUL and other controls, hidden files, encoding that is broken.
 */
export function requestedFile(urlPath: string): string | undefined {
  if (!urlPath.startsWith('/')) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (path === '/') return 'index.html';
  const parts = path.slice(1).split('/');
  return parts.every(isPlainPart) ? parts.join('/') : undefined;
}

/** What finding a file needs of the disk; Node's `fs/promises` and `path` have it. */
export interface Disk {
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ isFile(): boolean }>;
  readonly sep: string;
}

/**
 * The real path of a file, where it is one and inside of the real directory: a symbolic link may lead out of it.
 * `name` as `requestedFile` gives it.
 */
export async function findInside(directory: string, name: string, disk: Disk): Promise<string | undefined> {
  try {
    const [root, file] = await Promise.all([disk.realpath(directory), disk.realpath(`${directory}/${name}`)]);
    return file.startsWith(root + disk.sep) && (await disk.stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

function isPlainPart(part: string): boolean {
  // Dots at the end are taken off by Windows; a `%` that is left was encoded twice.
  return /^[^\u0000-\u001f\u007f\\:%*?"<>|]+$/.test(part) && !part.startsWith('.') && !/[. ]$/.test(part);
}
