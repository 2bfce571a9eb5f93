import { expect, it } from 'vitest'
import { untilAnswered } from './until-answered.ts'

const answering = (...answers: readonly string[]) => {
  const left = [...answers]
  const asked: string[] = []
  const resolve = untilAnswered(async (url) => {
    asked.push(url)
    return left.shift() ?? ''
  })
  return { resolve, asked }
}

it('asks again while there is no answer', async () => {
  const { resolve, asked } = answering('', '', 'PROXY a.example:3128')
  expect(await resolve('http://desk.example/')).toBe('PROXY a.example:3128')
  expect(asked).toEqual(['http://desk.example/', 'http://desk.example/', 'http://desk.example/'])
})

it('asks once where it is answered, and not for ever where it never is', async () => {
  const answered = answering('DIRECT')
  await answered.resolve('http://desk.example/')
  expect(answered.asked).toHaveLength(1)
  const silent = answering()
  expect(await silent.resolve('http://desk.example/')).toBe('')
  expect(silent.asked).toHaveLength(5)
})
