import type { Refusal } from '#shared/kit/refusal.ts'

const sentences: Readonly<Record<string, string>> = {
  'command/invalid': 'A value is too long, too short or of the wrong form: see --help for what is expected.',
  'directory/not-found': 'There is no such {what}: see what there is with "list {what}".',
  'directory/already-there': 'That is there already.',
  'directory/name-taken': 'The name {name} is taken: choose another one.',
  'directory/name-empty': 'A name is missing: give --name.',
  'directory/email-taken': 'The address {email} is somebody’s already: see "list agent".',
  'directory/email-wrong': '{email} is not an e-mail address.',
  'directory/unknown-language': '{language} is not a language tag: write en, de or zh-Hans.',
  'directory/unknown-time-zone': '{timeZone} is not a time zone: write Europe/Lisbon or Asia/Manila.',
  'directory/unknown-right': '{right} is not a right: see "role add --help".',
  'directory/last-admin': 'Nobody would be left who manages people: make another admin first.',
  'directory/choices-wrong': 'A choice needs different things to choose from; every other field has none.',
  'directory/has-left': 'That agent has left: bring them back first with "agent return".',
  'import/not-utf8': 'The file is not UTF-8: save it as "CSV UTF-8".',
  'import/not-text': 'The file is not text: save it as "CSV UTF-8".',
  'import/empty': 'The file has no lines after its header.',
  'import/too-long': 'More than {value} lines: split the file.',
  'import/too-wide': 'Longer than {value} characters.',
  'import/broken-quotes': 'A quotation mark is not closed.',
  'import/unknown-column': '{value} is not a column: name, email, role, team, brands, skills, languages, time zone.',
  'import/column-twice': 'The column {value} is there twice.',
  'import/column-missing': 'The column {value} is missing.',
  'import/wrong-count': 'The line has another number of cells than the header: {value}.',
  'import/email-twice': 'The same address is on line {value}.',
  'import/unknown-role': 'There is no role {value}: write agent, lead, admin or the name of an own role.',
  'import/unknown-team': 'There is no team {value}.',
  'import/team-not-clear': 'More than one team is called {value}: write Site/Team.',
  'import/unknown-brand': 'There is no brand {value}.',
  'import/unknown-skill': 'There is no skill {value}.',
}

/** In one sentence, with what to do; the kind for whoever searches for it. */
export function sentenceOf({ kind, detail = {} }: Pick<Refusal, 'kind' | 'detail'>): string {
  const sentence = sentences[kind] ?? 'That was refused.'
  return `${sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''))} [${kind}]`
}
