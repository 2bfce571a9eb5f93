import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import { newAgent, operator, smallOrganisation } from '#shared/domain/directory/testing/small-organisation.ts'
import { anyText } from '../../testing/any-text.ts'
import { guarded, unguarded } from './guard-formula.ts'
import { planImport } from './plan-import.ts'
import { readAgentLines } from './read-agent-lines.ts'
import { writeAgentLines } from './write-agent-lines.ts'

const head = 'name,email,role,team,brands,skills,languages,time zone'
const kenji = 'Kenji Sato,kenji@example.org,agent,team,brand,skill,ja|en,Asia/Tokyo'
let count = 0
const nextId = () => `new-${count++}`

function plan(text: string, directory: DirectoryView = smallOrganisation().view()) {
  const read = readAgentLines(text)
  return read.ok ? planImport(directory, read.lines, nextId) : { lines: [], problems: read.problems }
}
const problemsOf = (text: string) => plan(text).problems.map(({ line, column, kind }) => [line, column, kind])

describe('a list of agents', () => {
  it('is read with and without a byte order mark, with commas and semicolons, quoted and not, with any line ends', () => {
    const args = { name: 'Kenji Sato', brandIds: ['brand'], skillIds: ['skill'], languages: ['ja', 'en'] }
    for (const text of [
      `${head}\n${kenji}`,
      `\uFEFF${head}\r\n${kenji}\r\n`,
      `${head.replaceAll(',', ';')}\n${kenji.replaceAll(',', ';')}\n\n`,
      `${head.toUpperCase()}\n"Kenji Sato","kenji@example.org",agent,team,brand,skill,"ja, en",Asia/Tokyo\n`,
    ])
      expect(plan(text).lines, text).toMatchObject([{ what: 'add', command: { type: 'agent.add', args } }])
  })

  it('names each mistake by line and column, and all of them', () => {
    expect(
      problemsOf(
        [
          head,
          ',nobody,boss,nowhere,brand|gone,flying,xx-yy-zz-1,Asia/Tokyo',
          kenji,
          'Two,KENJI@example.org,agent,,,,,',
        ].join('\n'),
      ),
    ).toEqual([
      [2, 'name', 'directory/name-empty'],
      [2, 'email', 'directory/email-wrong'],
      [2, 'role', 'import/unknown-role'],
      [2, 'team', 'import/unknown-team'],
      [2, 'brands', 'import/unknown-brand'],
      [2, 'skills', 'import/unknown-skill'],
      [2, 'languages', 'directory/unknown-language'],
      [4, 'email', 'import/email-twice'],
    ])
  })

  it('counts lines as a text editor does, also after a quoted line break and empty lines', () => {
    expect(problemsOf(`${head}\n\n"Kenji\nSato",kenji@example.org,,,,,,\n,x@example.org,,,,,,`)).toEqual([
      [5, 'name', 'directory/name-empty'],
    ])
  })

  it('is refused whole where it is rubbish', () => {
    const kinds = (text: string) => plan(text).problems.map(({ kind }) => kind)
    expect(kinds('')).toEqual(['import/empty'])
    expect(kinds(head)).toEqual(['import/empty'])
    expect(kinds('\uFFFDname,email\nx,y@z')).toEqual(['import/not-utf8'])
    expect(kinds('PK\u0003\u0004\0\0')).toEqual(['import/not-text'])
    expect(kinds('name,email\n"open,x@y')).toEqual(['import/broken-quotes'])
    expect(kinds('name,mail\nx,y@z')).toEqual(['import/unknown-column', 'import/column-missing'])
    expect(kinds('name,email,name\nx,y@z,x')).toEqual(['import/column-twice'])
    expect(kinds('name,email\nx,y@z,too,many')).toEqual(['import/wrong-count'])
    expect(kinds(`name,email\n${'x'.repeat(30_000)},y@z`)).toEqual(['import/too-wide'])
    expect(kinds(`name,email\n${'x,y@z\n'.repeat(5_001)}`)).toEqual(['import/too-long'])
  })

  it('never makes the reader fail, whatever it is given', () => {
    const directory = smallOrganisation().view()
    const piece = fc.constantFrom('name', 'email', ',', ';', '"', '\n', '\r\n', '\uFEFF', '=1+1', '@', 'x@y', ' ', '|')
    const pieces = fc.array(piece, { maxLength: 60 }).map((all) => all.join(''))
    // Behind a right head the lines are read, which hardly any other text comes to.
    const text = fc.oneof(
      anyText(),
      pieces,
      pieces.map((line) => `name,email\n${line}`),
    )
    fc.assert(
      fc.property(text, (given) => Array.isArray(plan(given, directory).problems)),
      { numRuns: 600 },
    )
  })

  it('changes those whose address is known, and only what its columns say', () => {
    expect(plan('name,email\nAmara O.,AMARA@example.org').lines).toMatchObject([
      { what: 'change', command: { type: 'agent.change', args: { id: 'amara', name: 'Amara O.' } } },
    ])
    const [line] = plan('name,email\nAmara O.,AMARA@example.org').lines
    expect(Object.keys(line?.command.args as object).toSorted()).toEqual(['email', 'id', 'name'])
  })

  it('wants a team’s site where two are called the same', () => {
    const office = smallOrganisation()
    office.run(operator, 'site.add', { id: 's2', name: 'Lisbon', timeZone: 'Europe/Lisbon' })
    office.run(operator, 'team.add', { id: 't2', name: 'team', siteId: 's2' })
    const text = (team: string) => `name,email,team\nX,x@example.org,${team}`
    expect(plan(text('team'), office.view()).problems).toMatchObject([{ kind: 'import/team-not-clear' }])
    expect(plan(text('lisbon/TEAM'), office.view()).lines).toMatchObject([{ command: { args: { teamId: 't2' } } }])
  })

  it('goes out so that no spreadsheet runs it, and comes back as it was', () => {
    const office = smallOrganisation()
    const name = '=HYPERLINK("http://evil.example", "Click"), Ltd'
    office.run(operator, 'agent.add', newAgent('evil', { name }))
    const text = writeAgentLines(office.view())
    for (const cell of text.split(/[\n,]/)) expect(cell).not.toMatch(/^"?[=+\-@]/)
    const back = plan(text, office.view())
    expect(back.problems).toEqual([])
    expect(back.lines.find(({ email }) => email === 'evil@example.org')?.name).toBe(name)
    fc.assert(
      fc.property(
        fc.string().filter((cell) => !cell.startsWith("'")),
        (cell) => unguarded(guarded(cell)) === cell,
      ),
    )
  })
})
