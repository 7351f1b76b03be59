/**
 * What a server gets of Hopscope's own environment: what a program needs to find its files, its terminal and its
 * language. All else stays here, since there may be tokens and passwords in it, and a server may be anybody's program;
 * what a server needs beyond that belongs into its command. The official SDKs inherit a list of this kind, too, so
 * a server that starts there starts here. The language, the time zone and the folder for temporary files are our
 * addition: without them texts and times differ from those in a terminal.
 */
const PASSED_ON = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM'],
  ...['LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR'],
];

const PASSED_ON_WINDOWS = [
  ...['PATH', 'PATHEXT', 'COMSPEC', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'PROCESSOR_ARCHITECTURE'],
  ...['APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)'],
  ...['HOMEDRIVE', 'HOMEPATH', 'USERPROFILE', 'USERNAME', 'TEMP', 'TMP'],
];

/**
 * The whole environment of a server: the safe part of `inherited`, and `own`, which wins. On Windows the case of a
 * name does not count, and a name must not be there twice.
 */
export function childEnvironment(
  own: Readonly<Record<string, string>>,
  inherited: Readonly<Record<string, string | undefined>>,
  isWindows: boolean,
): Record<string, string> {
  const fold = (name: string): string => (isWindows ? name.toUpperCase() : name);
  const safe = new Set(isWindows ? PASSED_ON_WINDOWS : PASSED_ON);
  const merged = new Map<string, readonly [string, string]>();
  for (const [name, value] of Object.entries(inherited)) {
    // A value that begins so is a function of bash, which a shell beneath the server would define.
    if (value === undefined || value.startsWith('()') || !safe.has(fold(name))) continue;
    merged.set(fold(name), [name, value]);
  }
  for (const [name, value] of Object.entries(own)) merged.set(fold(name), [name, value]);
  return Object.fromEntries(merged.values());
}

/** A variable, on Windows in whatever case it stands. */
export function variable(
  env: Readonly<Record<string, string>>,
  name: string,
  isWindows: boolean,
): string | undefined {
  if (!isWindows) return env[name];
  return Object.entries(env).find(([key]) => key.toUpperCase() === name.toUpperCase())?.[1];
}
