import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import {
  answerDesktopCall,
  type DesktopHandlers,
  type DesktopSchemasMatch,
} from '../../../../shared/bridge/desktop-schemas.ts';

const handlers = {
  'page.ready': vi.fn(() => null),
  'dialog.open': vi.fn(() => Promise.resolve({ paths: ['/a'] })),
  'dialog.save': vi.fn(() => Promise.reject(new Error('boom'))),
  'menu.offer': vi.fn(() => null),
  'command.run': vi.fn(() => null),
  'settings.get': vi.fn(() => ({ notifications: true, updates: false, updateFeed: null })),
  'settings.save': vi.fn(() => null),
} satisfies DesktopHandlers<string>;

function ask(call: unknown, input: unknown, onBug: (where: string, thrown: unknown) => void = vi.fn()) {
  return answerDesktopCall<string>(handlers, 'the page', call, input, onBug);
}

it('has a schema for each call that says what the contract says', () => {
  expectTypeOf<DesktopSchemasMatch>().toEqualTypeOf<true>();
});

describe('answerDesktopCall', () => {
  it('carries out what is well formed, and drops what the contract does not name', async () => {
    expect(await ask('dialog.open', null)).toEqual({ ok: true, value: { paths: ['/a'] } });
    await ask('menu.offer', { commands: [{ id: 'x', run: 'rm' }] });
    expect(handlers['menu.offer']).toHaveBeenCalledWith({ commands: [{ id: 'x' }] }, 'the page');
  });

  it('names the place of what is wrong', async () => {
    expect(await ask('menu.offer', { commands: [{ id: 7 }] })).toMatchObject({
      error: {
        code: 'BAD_INPUT',
        message: expect.stringContaining('menu.offer was not run: input.commands.0.id') as string,
      },
    });
    expect(await ask('toString', null)).toMatchObject({ error: { code: 'BAD_INPUT' } });
  });

  it('never rejects: what is thrown goes to the log', async () => {
    const onBug = vi.fn();
    expect(await ask('dialog.save', { name: 'a' }, onBug)).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(onBug).toHaveBeenCalledWith('dialog.save', expect.objectContaining({ message: 'boom' }));
  });
});
