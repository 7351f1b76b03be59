import type { BrowserWindowConstructorOptions } from 'electron';

/** The page gets the bridge and a browser's sandbox: no Node, no second world, no embedded pages. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'Hopscope',
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 500,
    // Shown when there is something to see.
    show: false,
    webPreferences: {
      preload,
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
    },
  };
}
