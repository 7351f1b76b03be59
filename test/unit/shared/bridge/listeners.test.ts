import { describe, expect, it } from 'vitest';
import { createListeners } from '../../../../shared/bridge/listeners.ts';

describe('createListeners', () => {
  it('tells every listener of an event, whatever another one does, until it unsubscribes', () => {
    const bugs: string[] = [];
    const heard: string[] = [];
    const listeners = createListeners(true, (_, where) => void bugs.push(where));
    listeners.on('notice', () => {
      throw new Error('bad listener');
    });
    const listener = ({ message }: { message: string }): void => void heard.push(message);
    const stop = listeners.on('notice', listener);
    listeners.on('notice', listener);
    const emit = (message: string): void => {
      listeners.emit({ event: 'notice', payload: { level: 'note', message } });
    };
    emit('one');
    stop();
    emit('two');
    expect(heard).toEqual(['one', 'one', 'two']);
    expect(bugs).toEqual(['a listener of "notice"', 'a listener of "notice"']);
  });

  it('tells the present state of the connection at once, and then only changes', () => {
    const bugs: string[] = [];
    const heard: boolean[] = [];
    const listeners = createListeners(false, (_, where) => void bugs.push(where));
    const stop = listeners.onConnection((state) => void heard.push(state));
    listeners.setConnected(false);
    listeners.setConnected(true);
    stop();
    listeners.setConnected(false);
    expect(heard).toEqual([false, true]);
    expect(bugs).toEqual([]);
  });
});
