import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { AppWindow } from '../../electron/main/windows.ts';
import { mockContents, type MockContents } from './electron-mock.ts';

/** A window that is only played. `done` is what was done with it, in order. */
export class PlayedWindow extends EventEmitter implements AppWindow {
  readonly options: BrowserWindowConstructorOptions;
  readonly page: MockContents = mockContents();
  readonly webContents = this.page.contents;
  readonly done: string[] = [];
  bounds: { x: number; y: number; width: number; height: number };
  maximised = false;
  full = false;
  minimised = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    const { x = 10, y = 30, width = 100, height = 100 } = options;
    this.bounds = { x, y, width, height };
  }

  isDestroyed(): boolean {
    return this.page.contents.isDestroyed();
  }
  getNormalBounds() {
    return this.bounds;
  }
  isMaximized(): boolean {
    return this.maximised;
  }
  isFullScreen(): boolean {
    return this.full;
  }
  isMinimized(): boolean {
    return this.minimised;
  }
  maximize(): void {
    this.maximised = true;
    this.done.push('maximize');
  }
  setFullScreen(full: boolean): void {
    this.full = full;
    this.done.push(`full screen ${String(full)}`);
  }
  restore(): void {
    this.minimised = false;
    this.done.push('restore');
  }
  show(): void {
    this.done.push('show');
  }
  focus(): void {
    this.done.push('focus');
    this.emit('focus');
  }
  setProgressBar(progress: number): void {
    this.done.push(`progress ${String(progress)}`);
  }
  loadURL(url: string): Promise<void> {
    this.done.push(`load ${url}`);
    return Promise.resolve();
  }
  /** A person closes it. */
  close(): void {
    this.emit('close', { preventDefault: () => undefined });
    this.page.destroy();
    this.emit('closed');
  }
}
