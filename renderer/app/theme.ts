import {
  ActionIcon,
  Button,
  createTheme,
  Menu,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  TextInput,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { DARK, LIGHT, type SchemeColours } from '../ui/palette.ts';

const ACCENT: MantineColorsTuple = [
  '#eef0ff',
  LIGHT.selected,
  '#c3cafa',
  '#aeb8ff',
  DARK.accent,
  '#7686ee',
  '#5566dc',
  LIGHT.accent,
  '#3341a5',
  '#2a3688',
];

/** Mantine draws its dark scheme from this scale: [7] lies under everything, [6] in fields, [4] around them. */
const DARK_SCALE: MantineColorsTuple = [
  DARK.text,
  '#c4c8cf',
  DARK.muted,
  DARK.outline,
  '#4a4e56',
  DARK.line,
  DARK.surface[1],
  DARK.surface[0],
  '#121316',
  '#0e0f11',
];

const GRAY_SCALE: MantineColorsTuple = [
  LIGHT.surface[1],
  '#eceef1',
  LIGHT.surface[2],
  LIGHT.line,
  '#b6bbc4',
  '#9298a3',
  LIGHT.outline,
  LIGHT.muted,
  '#3a3f48',
  LIGHT.text,
];

const FONT = "'Inter Variable', system-ui, sans-serif";

/** Dense: 13 px base, rows of 24 px, fields and buttons of 26 px (base.css). */
export const THEME = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  colors: { accent: ACCENT, dark: DARK_SCALE, gray: GRAY_SCALE },
  autoContrast: true,
  white: LIGHT.surface[0],
  black: LIGHT.text,
  fontFamily: FONT,
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.3' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  headings: { fontFamily: FONT, fontWeight: '600' },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 22 } }),
    Button: Button.extend({ defaultProps: { size: 'xs', variant: 'default' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'none', offset: 4, transitionProps: { duration: 0 } } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 0 } }),
    Select: Select.extend({ defaultProps: { size: 'xs' } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
  },
});

function variablesOf(scheme: SchemeColours): Record<string, string> {
  return {
    '--hs-surface-0': scheme.surface[0],
    '--hs-surface-1': scheme.surface[1],
    '--hs-surface-2': scheme.surface[2],
    '--hs-line': scheme.line,
    '--hs-outline': scheme.outline,
    '--hs-text': scheme.text,
    '--hs-muted': scheme.muted,
    '--hs-accent': scheme.accent,
    '--hs-on-accent': scheme.onAccent,
    '--hs-selected': scheme.selected,
    '--hs-fine': scheme.meanings.fine,
    '--hs-note': scheme.meanings.note,
    '--hs-warning': scheme.meanings.warning,
    '--hs-fault': scheme.meanings.fault,
    '--hs-syntax-key': scheme.syntax.key,
    '--hs-syntax-string': scheme.syntax.string,
    '--hs-syntax-number': scheme.syntax.number,
    '--hs-syntax-atom': scheme.syntax.atom,
    '--mantine-color-body': scheme.surface[0],
    '--mantine-color-text': scheme.text,
    '--mantine-color-dimmed': scheme.muted,
    '--mantine-color-placeholder': scheme.muted,
    '--mantine-color-anchor': scheme.accent,
    '--mantine-color-error': scheme.meanings.fault,
    '--mantine-color-default': scheme.surface[0],
    '--mantine-color-default-hover': scheme.surface[2],
    '--mantine-color-default-color': scheme.text,
    '--mantine-color-default-border': scheme.outline,
    '--mantine-color-gray-light-color': scheme.text,
  };
}

/** Every colour of the screens, as CSS variables of the scheme that is on. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf(LIGHT),
  dark: variablesOf(DARK),
});
