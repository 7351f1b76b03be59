import 'monaco-editor/features/register.all';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker';
import { DARK, LIGHT, type SchemeColours } from './palette.ts';
import { schemaForEditor } from './schema-for-editor.ts';

/** The one module that imports Monaco: everything else asks for it with `import()`, so that first paint does not wait. */
export { monaco };

globalThis.MonacoEnvironment = {
  // Workers are files of this page's own origin, as the content security policy asks.
  getWorker: (_id: string, label: string): Worker =>
    label === 'json' ? new JsonWorker() : new EditorWorker(),
};

function defineTheme(name: string, base: 'vs' | 'vs-dark', colours: SchemeColours): void {
  const bare = (colour: string): string => colour.slice(1);
  const [content, frame, raised] = colours.surface;
  monaco.editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [
      { token: 'string.key.json', foreground: bare(colours.syntax.key) },
      { token: 'string.value.json', foreground: bare(colours.syntax.string) },
      { token: 'number.json', foreground: bare(colours.syntax.number) },
      { token: 'keyword.json', foreground: bare(colours.syntax.atom) },
      { token: 'delimiter', foreground: bare(colours.muted) },
    ],
    colors: {
      'editor.background': content,
      'editor.foreground': colours.text,
      'editor.lineHighlightBackground': frame,
      'editor.lineHighlightBorder': '#00000000',
      'editorLineNumber.foreground': colours.muted,
      'editorLineNumber.activeForeground': colours.text,
      'editor.selectionBackground': colours.selected,
      'editorCursor.foreground': colours.accent,
      'editorWidget.background': frame,
      'editorWidget.border': colours.outline,
      'editorHoverWidget.background': raised,
      'editorHoverWidget.border': colours.outline,
      'editorSuggestWidget.background': frame,
      'editorSuggestWidget.border': colours.outline,
      'editorSuggestWidget.selectedBackground': colours.selected,
      'editorSuggestWidget.selectedForeground': colours.text,
      'editorError.foreground': colours.meanings.fault,
      'editorWarning.foreground': colours.meanings.warning,
      'editorInfo.foreground': colours.meanings.note,
      'diffEditor.insertedTextBackground': `${colours.meanings.fault}33`,
      'diffEditor.insertedLineBackground': `${colours.meanings.fault}18`,
      'diffEditor.removedTextBackground': `${colours.meanings.fine}33`,
      'diffEditor.removedLineBackground': `${colours.meanings.fine}18`,
      'diffEditor.border': colours.line,
      'diffEditor.unchangedRegionBackground': frame,
      'diffEditor.unchangedRegionForeground': colours.muted,
      'editorBracketHighlight.foreground1': colours.text,
      'editorBracketHighlight.foreground2': colours.text,
      'editorBracketHighlight.foreground3': colours.text,
      'editorBracketHighlight.unexpectedBracket.foreground': colours.meanings.fault,
      focusBorder: colours.accent,
      'scrollbarSlider.background': `${colours.outline}55`,
      'scrollbarSlider.hoverBackground': `${colours.outline}88`,
    },
  });
}

export const THEMES = { dark: 'hopscope-dark', light: 'hopscope-light' } as const;
defineTheme(THEMES.dark, 'vs-dark', DARK);
defineTheme(THEMES.light, 'vs', LIGHT);

/** Schemas by the URI of the model that they are for. */
const schemas = new Map<string, unknown>();

/**
 * Validates and completes the model at `modelUri` with `schema`; undefined takes it away.
 * Never fetches anything: a `$ref` that leaves the schema stays unresolved.
 */
export function setModelSchema(modelUri: string, schema: unknown): void {
  if (schema === undefined) schemas.delete(modelUri);
  else schemas.set(modelUri, schemaForEditor(schema));
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: false,
    enableSchemaRequest: false,
    schemaRequest: 'ignore',
    schemaValidation: 'warning',
    schemas: [...schemas].map(([uri, own]) => ({
      uri: `${uri}.schema`,
      fileMatch: [uri],
      schema: own,
    })),
  });
}

// Keys of the window, not of the editor: Send and the palette.
monaco.editor.addKeybindingRules([
  { keybinding: monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, command: null },
  { keybinding: monaco.KeyCode.F1, command: null },
]);
