import type { MessageBoxOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createOpenOutside } from '../../../../electron/main/open-outside.ts';

/** A door whose questions are answered by the test. */
function door(open: (url: string) => Promise<void> = () => Promise.resolve()) {
  const questions: MessageBoxOptions[] = [];
  const answers: ((response: number) => void)[] = [];
  const opened: string[] = [];
  const bugs: unknown[] = [];
  const openOutside = createOpenOutside({
    ask: (question) => {
      questions.push(question);
      return new Promise((resolve) => {
        answers.push((response) => {
          resolve({ response });
        });
      });
    },
    open: (url) => {
      opened.push(url);
      return open(url);
    },
    onBug: (_, thrown) => bugs.push(thrown),
  });
  const answer = async (response: number): Promise<void> => {
    answers.shift()?.(response);
    await new Promise(setImmediate);
  };
  return { openOutside, questions, opened, bugs, answer };
}

describe('createOpenOutside (Electron’s dialog and shell are played)', () => {
  it('asks first, with the host and the whole address, and staying is what Enter and Escape do', async () => {
    const { openOutside, questions, opened, answer } = door();
    openOutside('https://user@mcp.example.com:8443/a?b=1#c');
    expect(opened).toEqual([]);
    expect(questions).toMatchObject([
      {
        message: 'Open a page of mcp.example.com:8443 in your browser?',
        detail: 'https://user@mcp.example.com:8443/a?b=1#c',
        buttons: ["Don't open", 'Open in the browser'],
        defaultId: 0,
        cancelId: 0,
      },
    ]);
    await answer(1);
    expect(opened).toEqual(['https://user@mcp.example.com:8443/a?b=1#c']);
  });

  it('opens nothing where the person stays', async () => {
    const { openOutside, opened, answer } = door();
    openOutside('https://example.com/');
    await answer(0);
    expect(opened).toEqual([]);
  });

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'hopscope://open?x',
    'nonsense',
  ])('does not even ask for %s', (address) => {
    const { openOutside, questions } = door();
    openOutside(address);
    expect(questions).toEqual([]);
  });

  it('asks one question at a time, and again once it is answered', async () => {
    const { openOutside, questions, answer } = door();
    openOutside('https://one.example/');
    openOutside('https://two.example/');
    expect(questions).toHaveLength(1);
    await answer(0);
    openOutside('https://three.example/');
    expect(questions.map(({ message }) => message)).toEqual([
      'Open a page of one.example in your browser?',
      'Open a page of three.example in your browser?',
    ]);
  });

  it('writes the host so that no letter looks like another, and cuts what is too long', () => {
    const { openOutside, questions } = door();
    openOutside(`https://аpple.com/${'x'.repeat(1_000)}`);
    expect(questions[0]?.message).toContain('xn--pple-43d.com');
    expect(questions[0]?.detail).toMatch(/^https:\/\/xn--pple-43d\.com\/x+ … \(425 characters more\)$/);
  });

  it('tells of a system that opens nothing, and goes on asking', async () => {
    const { openOutside, questions, bugs, answer } = door(() => Promise.reject(new Error('no browser')));
    openOutside('https://example.com/');
    await answer(1);
    expect(bugs).toMatchObject([{ message: 'no browser' }]);
    openOutside('https://example.com/');
    expect(questions).toHaveLength(2);
  });
});
