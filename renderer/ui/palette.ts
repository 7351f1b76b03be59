import type { Severity } from '../../shared/model/finding.ts';

/** The four meanings. Each has a shape of its own (see meaning-mark.tsx): none depends on colour alone. */
export type Meaning = 'fine' | 'note' | 'warning' | 'fault';

const BY_WEIGHT: readonly Meaning[] = ['fine', 'note', 'warning', 'fault'];

/** The worse of two. */
export function worseMeaning(one: Meaning, other: Meaning): Meaning {
  return BY_WEIGHT.indexOf(one) >= BY_WEIGHT.indexOf(other) ? one : other;
}

/** What the severity of a finding means at a glance. */
export const SEVERITY_MEANING: Readonly<Record<Severity, Meaning>> = {
  error: 'fault',
  warning: 'warning',
  note: 'note',
};

/** Colours of one scheme, as `#rrggbb`. Text colours keep 4.5:1 on every surface (unit test). */
export interface SchemeColours {
  /** Three greys: what content lies on, what frames it, what is pressed or hovered. */
  readonly surface: readonly [content: string, frame: string, raised: string];
  /** Hair lines between surfaces; decoration, never the only sign of anything. */
  readonly line: string;
  /** Outline of fields and buttons: 3:1 against the surfaces. */
  readonly outline: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  /** Text on a surface filled with the accent. */
  readonly onAccent: string;
  /** Row that is selected; text, muted and the meanings are readable on it too. */
  readonly selected: string;
  readonly meanings: Readonly<Record<Meaning, string>>;
  /** JSON on the wire. */
  readonly syntax: {
    readonly key: string;
    readonly string: string;
    readonly number: string;
    readonly atom: string;
  };
}

export const LIGHT: SchemeColours = {
  surface: ['#ffffff', '#f4f5f7', '#e7e9ed'],
  line: '#d9dce2',
  outline: '#858b96',
  text: '#1b1d22',
  muted: '#565c67',
  accent: '#3f4fc4',
  onAccent: '#ffffff',
  selected: '#dfe3fb',
  meanings: { fine: '#0b6b43', note: '#0f5f8c', warning: '#7d4a00', fault: '#b3202c' },
  syntax: { key: '#3f4fc4', string: '#0b6b43', number: '#7d4a00', atom: '#8a2a86' },
};

export const DARK: SchemeColours = {
  surface: ['#17181b', '#1f2124', '#2b2e33'],
  line: '#34373d',
  outline: '#7c828d',
  text: '#e4e6ea',
  muted: '#a3a9b3',
  accent: '#9aa8ff',
  onAccent: '#14151a',
  selected: '#2c3258',
  meanings: { fine: '#58c995', note: '#6fb9ec', warning: '#e5b04e', fault: '#ff8f8a' },
  syntax: { key: '#9aa8ff', string: '#7fd1a8', number: '#e5b04e', atom: '#dc9be0' },
};

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** Relative luminance, 0 to 1 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
export function luminance(colour: string): number {
  const parts = HEX.exec(colour);
  if (!parts) throw new Error(`"${colour}" is not a colour of the form #rrggbb`);
  const linear = parts.slice(1).map((part) => {
    const channel = Number.parseInt(part, 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
