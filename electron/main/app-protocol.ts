import { readFile, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { CustomScheme } from 'electron';
import { contentType, findInside, requestedFile, SECURITY_HEADERS } from '../../shared/bridge/app-files.ts';
import { APP_SCHEME } from '../../shared/bridge/channels.ts';
import { isAppUrl } from './app-origin.ts';

/** To be registered before the app is ready: an origin of its own, secure, with fetch for Monaco's workers. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

const DISK = { realpath, stat, sep };

/** Answers hopscope-app://app/… with the renderer's files, and nothing outside of their folder. Never rejects. */
export async function serveAppFile(directory: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Files can be read here.');
  const name = isAppUrl(request.url) ? requestedFile(new URL(request.url).pathname) : undefined;
  const file = name === undefined ? undefined : await findInside(directory, name, DISK);
  if (name === undefined || file === undefined) return answer(404, 'There is no such page.');
  try {
    const bytes = await readFile(file);
    return new Response(request.method === 'HEAD' ? null : bytes, {
      headers: { ...SECURITY_HEADERS, 'Cache-Control': 'no-store', 'Content-Type': contentType(name) },
    });
  } catch (error) {
    return answer(500, `The file could not be read: ${String(error)}`);
  }
}

function answer(status: number, message: string): Response {
  return new Response(message, {
    status,
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
