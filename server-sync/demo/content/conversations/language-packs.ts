import { arabicTemplates } from '../templates/ar.ts'
import { germanTemplates } from '../templates/de.ts'
import { englishTemplates } from '../templates/en.ts'
import { spanishTemplates } from '../templates/es.ts'
import { frenchTemplates } from '../templates/fr.ts'
import { italianTemplates } from '../templates/it.ts'
import { japaneseTemplates } from '../templates/ja.ts'
import { koreanTemplates } from '../templates/ko.ts'
import { portugueseTemplates } from '../templates/pt.ts'
import { chineseTemplates } from '../templates/zh-hans.ts'
import { arabicScripts } from './ar.ts'
import { germanScripts } from './de.ts'
import { englishScripts } from './en.ts'
import { spanishScripts } from './es.ts'
import { frenchScripts } from './fr.ts'
import { italianScripts } from './it.ts'
import { japaneseScripts } from './ja.ts'
import { koreanScripts } from './ko.ts'
import { portugueseScripts } from './pt.ts'
import type { LanguagePack } from './script.ts'
import { chineseScripts } from './zh-hans.ts'

export const languagePacks: readonly LanguagePack[] = [
  { language: 'en', scripts: englishScripts, templates: englishTemplates },
  { language: 'de', scripts: germanScripts, templates: germanTemplates },
  { language: 'fr', scripts: frenchScripts, templates: frenchTemplates },
  { language: 'es', scripts: spanishScripts, templates: spanishTemplates },
  { language: 'it', scripts: italianScripts, templates: italianTemplates },
  { language: 'pt', scripts: portugueseScripts, templates: portugueseTemplates },
  { language: 'zh-Hans', scripts: chineseScripts, templates: chineseTemplates },
  { language: 'ja', scripts: japaneseScripts, templates: japaneseTemplates },
  { language: 'ko', scripts: koreanScripts, templates: koreanTemplates },
  { language: 'ar', scripts: arabicScripts, templates: arabicTemplates },
]
