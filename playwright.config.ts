import { defineConfig } from '@playwright/test'

// Debian's own Chromium: nothing is downloaded for the tests.
const executablePath = process.env['FARLINE_CHROMIUM'] ?? '/usr/bin/chromium'
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/support/demo-template.ts',
  outputDir: 'test-results',
  // Each test starts a server and three workstations of its own: one at a time is what two cores bear.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  // Ends a suite that would go on for ever; the browser's takes half an hour on two quiet cores, and more on busy ones.
  globalTimeout: 3_600_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    headless: true,
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    // Filming the pages took a third of the machine, and made tests of time tests of that.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: ['--disable-gpu', '--no-first-run', ...(isRoot ? ['--no-sandbox'] : [])],
    },
  },
  projects: [
    { name: 'browser', testMatch: '**/*.spec.ts', testIgnore: '**/*.electron.spec.ts' },
    { name: 'electron', testMatch: '**/*.electron.spec.ts' },
  ],
})
