import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noClock = 'This code is pure: time is a parameter.';

/** Code that answers from its arguments alone; docs/architecture.md says which and why. */
const pureCode = [
  'engine/protocol/**/*.ts',
  'engine/lint/**/*.ts',
  'engine/trackers/**/*.ts',
  'engine/replay/{plan,diff,verdict,report}{,-*}.ts',
  'engine/replay/{plan,diff,verdict,report}/**/*.ts',
];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'playwright-report/', 'test/fixtures/'] },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      // The tail is what makes code hard to read: no room gets longer than this.
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration:not([declaration.type="CallExpression"])',
          message: 'Export by name, so that one thing has one name everywhere.',
        },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `{ gone: _, ...rest }` is how a key is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `() => {}` says "nothing to do" as well as any comment.
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['shared/**/*.ts', 'engine/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    rules: {
      // What a person should know goes through an event or a result; a console has no reader there.
      'no-console': 'error',
    },
  },
  {
    files: pureCode,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'setImmediate', 'performance', 'fetch', 'process'].map((name) => ({
          name,
          message: noClock,
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: noClock },
        { object: 'Math', property: 'random', message: 'This code is pure: chance is a parameter.' },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['build/**/*.mjs', 'eslint.config.js', '.dependency-cruiser.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**/*.{ts,tsx}', 'build/*.config.ts'],
    rules: {
      // A `describe` is a list of stories, not a function to be understood at once.
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
    },
  },
);
