import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { createPages } from '../../../../electron/main/pages.ts';
import { mockContents } from '../../../support/electron-mock.ts';

function callFrom(sender: WebContents, senderFrame: unknown = sender.mainFrame): IpcMainInvokeEvent {
  return { sender, senderFrame } as IpcMainInvokeEvent;
}

describe('the pages of our windows', () => {
  it('are each of them ours, and another is not', () => {
    const pages = createPages();
    const [one, two, stranger] = [mockContents(), mockContents(), mockContents()];
    pages.add(one.contents);
    pages.add(two.contents);
    expect(pages.all()).toEqual([one.contents, two.contents]);
    expect([one, two, stranger].map(({ contents }) => pages.isOurs(callFrom(contents)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('may not speak with the frame of another window', () => {
    const pages = createPages();
    const [one, two] = [mockContents(), mockContents()];
    pages.add(one.contents);
    pages.add(two.contents);
    expect(pages.isOurs(callFrom(one.contents, two.contents.mainFrame))).toBe(false);
    expect(pages.isOurs(callFrom(one.contents, { url: 'hopscope-app://app/' }))).toBe(false);
    expect(pages.isOurs(callFrom(one.contents, null))).toBe(false);
  });

  it.each(['hopscope://app/', 'https://example.com/', 'hopscope-app://other/', ''])(
    'are not ours while they show %j',
    (url) => {
      const pages = createPages();
      const page = mockContents(url);
      pages.add(page.contents);
      expect(pages.isOurs(callFrom(page.contents))).toBe(false);
    },
  );

  it('are forgotten with their windows', () => {
    const pages = createPages();
    const page = mockContents();
    pages.add(page.contents);
    page.destroy();
    expect(pages.all()).toEqual([]);
    expect(pages.isOurs(callFrom(page.contents))).toBe(false);
  });
});
