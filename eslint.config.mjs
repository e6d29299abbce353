import next from '@next/eslint-plugin-next';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

export default defineConfig([
  globalIgnores([
    '.next/**',
    '.data/**',
    '.tmp/**',
    'dist/**',
    'engine/data/generated/**',
    '**/*.generated.*',
    'next-env.d.ts',
  ]),
  ...ts.configs.recommended,
  hooks.configs.flat.recommended,
  next.configs['core-web-vitals'],
  {
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      complexity: ['error', 15],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
]);
