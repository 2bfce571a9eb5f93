import { type KeyValueStore, createKeyValueStore } from '../key-value-store.ts'

/** As much of `localStorage` as the chat uses: keys are properties of it, as in a browser. */
export function createFakeStorage(): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(values, key) ? (values[key] ?? null) : null),
    setItem: (key: string, value: string) => {
      values[key] = value
    },
    removeItem: (key: string) => {
      delete values[key]
    },
  }
  const values: Record<string, string> = Object.create(methods) as Record<string, string>
  return values as unknown as Storage
}

export const storeOn = (storage: Storage): KeyValueStore => createKeyValueStore(() => storage, 'test ')
