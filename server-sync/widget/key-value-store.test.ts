import { expect, it } from 'vitest'
import { createKeyValueStore } from './key-value-store.ts'
import { createFakeStorage } from './testing/fake-storage.ts'

it('keeps brands apart in one storage', () => {
  const storage = createFakeStorage()
  const one = createKeyValueStore(() => storage, 'one ')
  const two = createKeyValueStore(() => storage, 'two ')
  one.set('token', 'a')
  expect(two.get('token')).toBeNull()
  expect([one.keys(), two.keys()]).toEqual([['token'], []])
})

it('lives in memory where the page may not store anything', () => {
  const store = createKeyValueStore(() => {
    throw new DOMException('denied', 'SecurityError')
  }, 'one ')
  store.set('token', 'a')
  expect([store.get('token'), store.keys()]).toEqual(['a', ['token']])
  store.remove('token')
  expect([store.get('token'), store.keys()]).toEqual([null, []])
})

it('keeps in memory only what a full storage does not take', () => {
  const storage = createFakeStorage()
  const store = createKeyValueStore(() => storage, 'one ')
  store.set('small', '1')
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  store.set('large', '2')
  expect([store.get('small'), store.get('large')]).toEqual(['1', '2'])
})

it('tells what is in memory only, and when that is gone', () => {
  const told: string[] = []
  const blocked = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  const store = createKeyValueStore(blocked, 'one ', (key, value) => void told.push(`${key}=${value}`))
  store.set('token', 'a')
  store.remove('token')
  store.remove('token')
  createKeyValueStore(createFakeStorage, 'one ', (key) => void told.push(key)).set('token', 'b')
  expect(told).toEqual(['token=a', 'token='])
})
