import { defineConfig } from 'vitest/config'

const everywhere = '{shared,server-sync,src-main,src-preload,src-renderer,tools,tests}'

export default defineConfig({
  test: {
    // A focused test would quietly switch the others off.
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${everywhere}/**/*.test.{ts,tsx}`],
          exclude: [
            '**/node_modules/**',
            'tests/package/**',
            '**/*.contract.test.ts',
            '**/*.simulation.test.ts',
            '**/*.fuzz.test.ts',
          ],
          // Most of the time would go into loading the same modules for each of a hundred files.
          isolate: false,
        },
      },
      {
        test: {
          name: 'contract',
          include: [`${everywhere}/**/*.contract.test.ts`],
          exclude: ['**/node_modules/**'],
          globalSetup: 'server-sync/testing/shared-databases.ts',
          // Loading the server anew for each file would cost more than most of them do.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // They wait for disks and other processes more than they compute.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/package/*.test.ts'],
          // Packing copies and compresses some hundreds of megabytes.
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['tools/simulate/*.simulation.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'fuzz',
          include: ['tools/fuzz/*.fuzz.test.ts'],
          // Below what the suite as a whole may take.
          testTimeout: 600_000,
        },
      },
    ],
  },
})
