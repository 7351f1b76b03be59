import { EventEmitter } from 'node:events';
import type { MessageBoxOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { recoverPage } from '../../../../electron/main/recover-page.ts';

function setUp() {
  const done: string[] = [];
  let destroyed = false;
  const contents = Object.assign(new EventEmitter(), {
    reload: () => void done.push('reload'),
    forcefullyCrashRenderer: () => {
      done.push('end');
      contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    },
  });
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    isDestroyed: () => destroyed,
    destroy: () => {
      destroyed = true;
      done.push('close');
    },
  });
  let time = 0;
  const asked: MessageBoxOptions[] = [];
  let answer: (place: number) => void = () => undefined;
  const onBug = vi.fn();
  recoverPage(window, {
    now: () => time,
    ask: (question) => {
      asked.push(question);
      return new Promise((resolve) => {
        answer = resolve;
        question.signal?.addEventListener('abort', () => {
          resolve(1);
        });
      });
    },
    tell: (message) => done.push(message.slice(0, 'This window crashed'.length)),
    onBug,
  });
  const crash = (reason = 'crashed'): unknown =>
    contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  return {
    ...{ done, asked, onBug, window, crash },
    pass: (ms: number) => {
      time += ms;
    },
    answer: async (place: number) => {
      answer(place);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a page that crashes', () => {
  it('is loaded again with a word, and the log knows', () => {
    const { crash, done, onBug } = setUp();
    crash('oom');
    expect(done).toEqual(['This window crashed', 'reload']);
    expect(onBug).toHaveBeenCalledWith(
      'the page',
      expect.objectContaining({ message: 'Its process ended: oom, exit code 5' }),
    );
  });

  it('is left alone where it ended as it should, or its window is gone', () => {
    const { crash, done, window } = setUp();
    crash('clean-exit');
    window.destroy();
    crash();
    expect(done).toEqual(['close']);
  });

  it('is asked about at the third time in a minute, instead of a loop', async () => {
    const { crash, done, asked, answer } = setUp();
    for (let count = 0; count < 3; count += 1) crash();
    expect(done.filter((step) => step === 'reload')).toHaveLength(2);
    expect(asked).toMatchObject([{ buttons: ['Load it again', 'Close the window'] }]);
    await answer(0);
    expect(done.filter((step) => step === 'reload')).toHaveLength(3);
    crash();
    expect(asked).toHaveLength(1);
  });

  it('is closed where a person wants that', async () => {
    const { crash, done, answer } = setUp();
    for (let count = 0; count < 3; count += 1) crash();
    await answer(1);
    expect(done.at(-1)).toBe('close');
  });

  it('may crash now and then', () => {
    const { crash, pass, asked } = setUp();
    for (let count = 0; count < 6; count += 1) {
      crash();
      pass(31_000);
    }
    expect(asked).toEqual([]);
  });
});

describe('a page that does not answer', () => {
  it('is ended and loaded again where a person wants that, which counts as no crash', async () => {
    const { window, done, asked, answer } = setUp();
    for (let count = 0; count < 4; count += 1) {
      window.emit('unresponsive');
      await answer(0);
    }
    expect(asked.every(({ message }) => message === 'This window does not answer.')).toBe(true);
    expect(done.filter((step) => step === 'end')).toHaveLength(4);
    expect(done.filter((step) => step === 'reload')).toHaveLength(4);
  });

  it('is waited for otherwise, and asked about once', async () => {
    const { window, done, asked, answer } = setUp();
    window.emit('unresponsive');
    window.emit('unresponsive');
    await answer(1);
    expect([done, asked.length]).toEqual([[], 1]);
  });

  it('is no question any more once it answers again', async () => {
    const { window, done, asked, answer } = setUp();
    window.emit('unresponsive');
    window.emit('responsive');
    expect(asked[0]?.signal?.aborted).toBe(true);
    await answer(0);
    expect(done).toEqual([]);
  });
});
