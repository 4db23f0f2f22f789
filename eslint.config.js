import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const TESTS = [
  'tests/**',
  '**/*.test.{ts,tsx}',
  '**/*-for-tests.ts',
  '**/*.{world,arbitrary}.ts',
  '**/{testing,test-support}/**',
]

/** What a route may throw beside errors. */
const RESPONSES = [
  { from: 'lib', name: 'Response' },
  { from: 'package', package: '@remix-run/server-runtime', name: 'TypedResponse' },
]

/** Bans of syntax; each message says what to do instead. */
const banned = [
  {
    selector: 'ThrowStatement > ObjectExpression',
    message:
      'A thrown plain object reaches the browser as it is. Throw an Error, or a Response made by #app/http/errors.ts.',
  },
  {
    selector: 'MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]',
    message: 'Nothing protects this from SQL injection. Use the sql`…` template of Kysely.',
  },
  {
    selector:
      'CallExpression[callee.object.name="sql"][callee.property.name="raw"] > :matches(TemplateLiteral[expressions.length>0], BinaryExpression)',
    message: 'Raw SQL text is not escaped. Use the sql`…` template, sql.ref or sql.id.',
  },
  {
    selector: 'JSXAttribute[name.name="style"]',
    message: 'The content policy refuses inline styles. Use a class; hues are the classes of app/ui/hue.ts.',
  },
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: 'Only app/ui/prose.tsx shows HTML, and only what the post pipeline baked. Use <Prose>.',
  },
  { selector: 'TSEnumDeclaration', message: 'Node cannot strip enums. Use a union of string literals.' },
]

/** A redirect is written out, made by a function, or begins with text of ours; a variable may lead anywhere. */
const redirects = {
  selector:
    ':matches(CallExpression[callee.name=/^redirect(Document)?$/][arguments.0.type=/^(Identifier|MemberExpression)$/], CallExpression[callee.name=/^redirect(Document)?$/][arguments.0.quasis.0.value.raw=""])',
  message: 'A redirect to a text that somebody sent leads anywhere. Write the path out, or use safeRedirect.',
}

export default defineConfig(
  { ignores: ['build/', 'public/', '.data/', 'prisma/generated/', 'tests/output/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': ['error', { allow: RESPONSES, allowThrowingUnknown: true }],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'The environment is read once, by app/platform/env.ts. Take the value as a parameter.',
        },
        {
          object: 'Math',
          property: 'random',
          message: 'Guessable. Use node:crypto (randomBytes, randomInt).',
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...banned,
        redirects,
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export it by name: then it is called the same everywhere.',
        },
      ],
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/exhaustive-deps': 'error', 'react-hooks/rules-of-hooks': 'error' },
  },
  {
    // Remix and the tools want default exports here.
    files: [
      'app/routes/*.tsx',
      'app/routes.ts',
      'app/root.tsx',
      'app/entry.*.tsx',
      'plugins/*/routes/*.tsx',
      '*.config.{ts,js}',
      'tests/support/global-setup.ts',
      '**/*.d.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...banned, redirects] },
  },
  {
    files: ['app/ui/prose.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...banned.filter(({ selector }) => !selector.includes('dangerously')),
      ],
    },
  },
  {
    // Entry points and scripts read the environment and speak to a console.
    files: [
      'app/server.ts',
      'app/worker.ts',
      'app/cli.ts',
      'app/demo.ts',
      'app/ensure-built.ts',
      'app/commands/**',
      '**/*.command.ts',
      'app/platform/env.ts',
      'app/platform/console-process.ts',
      'app/ui/write-palette.ts',
      'app/**/bench*.ts',
      'prisma/**',
      '*.config.{ts,js}',
      ...TESTS,
    ],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
)
