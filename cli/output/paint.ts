import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours where they are wanted, the text alone where they are not. */
export type Paint = (style: Style, text: string) => string;

export function createPaint(colours: boolean): Paint {
  return (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text);
}

/** https://no-color.org: set to anything but the empty string. */
export function wantsColours(
  env: Readonly<Record<string, string | undefined>>,
  flag: boolean,
  terminalHasThem: boolean,
): boolean {
  const refused = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  return flag && terminalHasThem && !refused;
}

/**
 * Text from a server as it may go to a terminal: control characters, by which it could move the cursor or set
 * the window's title, are shown instead of obeyed. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(
      /(?![\n\t])\p{Cc}/gu,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
}

/** The same on one line, cut to `length` characters. */
export function visibleLine(text: string, length: number): string {
  const line = visible(text).replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** `8.4 ms`, `1.20 s`. */
export function shownDuration(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1_000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(1)} ms`;
}

/** `512 B`, `1.2 kB`, `3.4 MB`. */
export function shownSize(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
