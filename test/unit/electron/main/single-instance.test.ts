import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { claimInstance, type HandedOver, ownDirectory } from '../../../../electron/main/single-instance.ts';

describe('ownDirectory', () => {
  it('is another one for each workspace', () => {
    const of = (workspace: string): string => ownDirectory('/state', workspace, false);
    expect(ownDirectory('/state', '/data/default', true)).toBe(join('/state', 'desktop'));
    expect(of('/a')).not.toBe(of('/b'));
    expect(of('/a')).toBe(of('/a'));
    expect(of('/a')).toMatch(/desktop-[0-9a-f]{12}$/);
  });
});

function appWith(isFirst: boolean) {
  const requestSingleInstanceLock = vi.fn(() => isFirst);
  const app = Object.assign(new EventEmitter(), { requestSingleInstanceLock });
  const starts: HandedOver[] = [];
  const own = { args: ['--demo'], cwd: '/home/me' };
  const first = claimInstance(app as unknown as App, own, (start) => starts.push(start));
  return { app, first, starts, requestSingleInstanceLock };
}

describe('claimInstance', () => {
  it('hands its arguments over, and is told that it is not alone', () => {
    const { first, requestSingleInstanceLock } = appWith(false);
    expect(first).toBe(false);
    expect(requestSingleInstanceLock).toHaveBeenCalledWith({ args: ['--demo'], cwd: '/home/me' });
  });

  it('gets what later starts were asked for, whatever Chromium made of their arguments', () => {
    const { app, starts } = appWith(true);
    const start = { args: ['x.hopscope'], cwd: '/tmp' };
    app.emit('second-instance', {}, ['electron', '--allow-file-access-from-files'], '/other', start);
    expect(starts).toEqual([start]);
  });

  it.each([undefined, null, 'x', { args: 'x', cwd: '/' }, { args: [1], cwd: '/' }, { args: [] }])(
    'takes %j for a start without arguments',
    (data) => {
      const { app, starts } = appWith(true);
      app.emit('second-instance', {}, [], '/', data);
      expect(starts).toEqual([{ args: [], cwd: '/home/me' }]);
    },
  );
});
