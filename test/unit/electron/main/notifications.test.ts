import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { createNotifier } from '../../../../electron/main/notifications.ts';

const WORD = { title: 't', body: 'b', shows: { kind: 'show-tasks' } } as const;

it('shows what it is told, and leads there when it is clicked', () => {
  const shown = Object.assign(new EventEmitter(), { show: vi.fn() });
  const onClick = vi.fn();
  const make = vi.fn(() => shown);
  createNotifier({ isSupported: () => true, make, onClick })(WORD);
  expect(make).toHaveBeenCalledWith({ title: 't', body: 'b' });
  expect(shown.show).toHaveBeenCalledOnce();
  shown.emit('click');
  expect(onClick).toHaveBeenCalledWith({ kind: 'show-tasks' });
});

it('makes none where the system has none', () => {
  const make = vi.fn();
  createNotifier({ isSupported: () => false, make, onClick: vi.fn() })(WORD);
  expect(make).not.toHaveBeenCalled();
});
