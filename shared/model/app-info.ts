/** What this build is and what it can do; asked once at start. */
export interface AppInfo {
  readonly version: string;
  readonly program: 'web' | 'electron' | 'cli' | 'test';
  readonly platform: string;
  /** Files can be opened by upload and saved by download (web host), or by path (desktop). */
  readonly files: 'transfer' | 'path';
  /** Absolute path of the log; there is a file once something went wrong in Hopscope itself. */
  readonly logFile: string;
}
