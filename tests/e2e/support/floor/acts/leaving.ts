import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { Shop } from '../../shop.ts'
import { Customer } from '../customer.ts'
import type { Floor } from '../floor.ts'
import { judge } from '../judge.ts'
import type { Asking } from './asking.ts'

const late = { timeout: 60_000 }

/** One customer ends the chat, another goes on in a second tab; the server is killed in the middle of both. */
export async function leaving(floor: Floor, asked: Asking): Promise<void> {
  await test.step('one saves what was said, ends the chat and rates it', () => ending(floor, asked))
  await test.step('one goes on in a second tab', () => secondTab(floor, asked))
}

async function ending({ server, ledger, bea }: Floor, { theo }: Asking): Promise<void> {
  const { chat, page } = theo.shop
  const chooses = async (name: string) => {
    await chat.getByRole('button', { name: 'More' }).click()
    await chat.getByRole('button', { name }).click()
  }
  const download = page.waitForEvent('download')
  await chooses('Save the conversation')
  const paper = await page.context().newPage()
  await paper.setContent(await readFile(await (await download).path(), 'utf8'))
  const read = await paper.getByRole('listitem').evaluateAll((lines) =>
    lines.map((line) => {
      const name = line.querySelector('b')?.textContent ?? ''
      return { by: name === 'You' ? 'customer' : name, text: line.querySelector('.text')?.textContent ?? '', files: [] }
    }),
  )
  expect(judge('transcript', ledger.heardIn(theo.question), read)).toEqual([])
  await paper.close()

  await server.kill()
  await chooses('End the chat')
  await chat.getByRole('group', { name: 'End this chat?' }).getByRole('button', { name: 'End the chat' }).click()
  await server.start()
  await expect(chat.getByText('This chat has ended.')).toBeVisible(late)
  ledger.does(theo.question, 'customer', 'ended')
  await chat.getByRole('radio', { name: '5 of 5' }).check()
  await chat.getByRole('button', { name: 'Send the rating' }).click()
  await expect(chat.getByText('Thank you for your rating.')).toBeVisible(late)
  ledger.does(theo.question, 'customer', 'rated')
  await bea.opens(theo.question, 'Resolved')
  await expect(bea.agent.timeline.getByText('The customer rated the conversation 5 of 5')).toBeVisible(late)
}

async function secondTab(floor: Floor, { zoe }: Asking): Promise<void> {
  const { ledger, server, kenji } = floor
  const shop = await Shop.inContext(zoe.shop.page.context(), server.shopUrl, 'northwind-home')
  await shop.page.getByRole('button', { name: 'Sign in as Zoë' }).click()
  await shop.openChat()
  const second = new Customer(zoe.question, shop, ledger)
  floor.customers.push(second)
  await second.reads('Up to 200 degrees.')
  await server.kill()
  await second.writes('Do they come in white?')
  await server.start()
  await second.isHeard('Do they come in white?')
  await zoe.reads('Do they come in white?')
  await zoe.says('Or in grey?')
  await second.reads('Or in grey?')
  await kenji.opens(zoe.question)
  await kenji.hears('Or in grey?')
  await kenji.answers(zoe.question, 'In both.')
  for (const page of [zoe, second]) await page.reads('In both.')
}
