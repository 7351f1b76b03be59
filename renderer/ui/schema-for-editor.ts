/**
 * Keywords of the editor's own that would let a server put markdown or snippets into hovers and completions.
 * Only plain descriptions are shown.
 */
const EDITOR_KEYWORDS = new Set([
  'markdownDescription',
  'markdownEnumDescriptions',
  'defaultSnippets',
  'errorMessage',
  'patternErrorMessage',
  'deprecationMessage',
  'doNotSuggest',
  'suggestSortText',
]);

/** Members whose own members are names chosen by the author of the schema, not keywords. */
const NAMED_MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Members that are values, not schemas. */
const VALUES = new Set(['default', 'const', 'enum', 'examples']);
/** A schema nests no deeper than this for any editor's use. */
const MAX_DEPTH = 60;

function clean(value: unknown, depth: number, named: boolean): unknown {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly unknown[]).map((item) => clean(item, depth + 1, false));
  const kept: [string, unknown][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (!named && (EDITOR_KEYWORDS.has(key) || key === '$schema')) continue;
    if (!named && VALUES.has(key)) kept.push([key, member]);
    else kept.push([key, clean(member, depth + 1, !named && NAMED_MAPS.has(key))]);
  }
  return Object.fromEntries(kept);
}

/**
 * A server's JSON Schema as the editor gets it: without what only editors read, and without `$schema`, whose
 * meta-schema the editor would want to look up. Never changes what the schema allows.
 */
export function schemaForEditor(schema: unknown): unknown {
  return clean(schema, 0, false);
}
