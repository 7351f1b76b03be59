import { describe, expect, it } from 'vitest';
import { windowOptions } from '../../../../electron/main/window.ts';

describe('windowOptions', () => {
  it('gives the page a sandbox and the preload script, and nothing of Node', () => {
    expect(windowOptions('/p.cjs').webPreferences).toEqual({
      preload: '/p.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });
});
