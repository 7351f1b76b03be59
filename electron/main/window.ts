import type { BrowserWindowConstructorOptions } from 'electron';
import { DEFAULT_SIZE, SMALLEST_SIZE, type Wanted } from './window-place.ts';

/** The page gets the bridge and a browser's sandbox: no Node, no second world, no embedded pages. */
export function windowOptions(
  preload: string,
  wanted: Wanted = DEFAULT_SIZE,
): BrowserWindowConstructorOptions {
  return {
    title: 'Hopscope',
    ...wanted,
    minWidth: SMALLEST_SIZE.width,
    minHeight: SMALLEST_SIZE.height,
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
