import { Client } from 'pg'
import { expect, it } from 'vitest'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

it('starts a real PostgreSQL that only this machine reaches, and leaves nothing behind', async () => {
  const postgres = await startEmbeddedPostgres()
  const client = new Client(postgres.url)
  await client.connect()
  const { rows } = await client.query<{ version: string }>('select version()')
  expect(rows[0]?.version).toMatch(/^PostgreSQL 18/)
  expect(new URL(postgres.url).hostname).toBe('127.0.0.1')
  await client.end()
  await postgres.stop()
  await expect(new Client(postgres.url).connect()).rejects.toThrow('ECONNREFUSED')
})

it('comes back after a crash with what was committed', async () => {
  const postgres = await startEmbeddedPostgres()
  const ask = async (sql: string) => {
    const client = new Client(postgres.url)
    await client.connect()
    const { rows } = await client.query<{ n: number }>(sql)
    await client.end()
    return rows
  }
  await ask('CREATE TABLE kept AS SELECT 7 AS n')
  await postgres.crash()
  expect(await ask('SELECT n FROM kept')).toEqual([{ n: 7 }])
  await postgres.stop()
})
