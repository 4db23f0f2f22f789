import { createRandom, createRanks, type Random } from './random.ts'

/** The words that carry sentences: the most frequent of every text, and what a stemmer leaves out. */
const ENGLISH =
  'the to and a of in is it i you that for on with this be have are not but as at if or can my we was so they do what just from your there would like an one how will when all no get about more use up out me by has some them then know which need only any time work see also does new other than been make good now try think want way after because could using very same thanks here problem set help question maybe should before where still really first thing read something people going'
const GERMAN =
  'die der und ich das ist nicht ein zu es in mit auch für auf den wie man dass wenn aber noch dem mir eine oder nur von sich hat sind so kann im habe an als werden bei aus nach'
const SYLLABLES =
  'ba be bi bo bra cal ce cla co cor da de dis do dra el en er es fa fe fin flo ga ge gra ha he ho im in ka ke kor la le li lo lu ma me mi mo mu na ne ni no nor o pa pe per pla po pre pro qua ra re ri ro sa se si so sta ste sto ta te ter ti to tra tre u va ve ver vi vo wa we wi za'.split(
    ' ',
  )
const ENDINGS = ['', '', '', '', 's', 'ed', 'ing', 'er', 'ly', 'ness']
const KANA = [
  'みんな',
  '問題',
  '設定',
  '写真',
  '質問',
  '方法',
  'ファイル',
  '検索',
  '東京',
  'です',
  'ます',
  'から',
]

export type Language = 'en' | 'de' | 'ja'

export type Vocabulary = {
  /** A sentence with its full stop, in the language. */
  sentence(random: Random, language: Language): string
  /** Some words as people would make a title of them. */
  title(random: Random, language: Language): string
  /** The word of a rank among those that mean something, 0 the most frequent. */
  word(rank: number): string
}

/**
 * As many words as asked for, frequent as words of a language are (Zipf and Mandelbrot). Words with a meaning are made of
 * syllables and endings, so that stemmers, trigrams and typing errors have to do with something like words.
 */
export function createVocabulary(size = 80_000): Vocabulary {
  const words = makeWords(size)
  const common = { en: ENGLISH.split(' '), de: GERMAN.split(' '), ja: KANA }
  const drawCommon = {
    en: createRanks(common.en.length, { exponent: 0.9, shift: 1.5 }),
    de: createRanks(common.de.length, { exponent: 0.9, shift: 1.5 }),
    ja: createRanks(common.ja.length, { exponent: 0.5, shift: 1.5 }),
  }
  const drawWord = createRanks(size, { exponent: 1.02, shift: 12 })
  const meaning = (random: Random) => words[drawWord(random)]!

  function some(random: Random, language: Language, count: number, ownShare: number): string[] {
    return Array.from({ length: count }, () => {
      if (!random.chance(ownShare)) return common[language][drawCommon[language](random)]!
      if (random.chance(0.015)) return identifier(meaning(random), random)
      return meaning(random)
    })
  }
  return {
    sentence(random, language) {
      const own = language === 'ja' ? 0.1 : 0.45
      const said = some(random, language, 5 + random.below(14), own).join(language === 'ja' ? '' : ' ')
      return `${capital(said)}${language === 'ja' ? '。' : '.'}`
    },
    title: (random, language) =>
      capital(
        some(random, language, 3 + random.below(7), language === 'ja' ? 0.2 : 0.6).join(
          language === 'ja' ? '' : ' ',
        ),
      ),
    word: (rank) => words[rank] ?? '',
  }
}

function makeWords(size: number): string[] {
  const random = createRandom(7)
  const words = new Set<string>()
  while (words.size < size) {
    let word = ''
    // The frequent ones are short.
    const length = 2 + (words.size > 500 ? random.below(3) : random.below(2))
    for (let at = 0; at < length; at++) word += SYLLABLES[random.below(SYLLABLES.length)]
    words.add(word + ENDINGS[random.below(ENDINGS.length)])
  }
  return [...words]
}

const identifier = (word: string, random: Random): string =>
  random.chance(0.5) ? `${word}${capital('value')}` : `v${random.below(9)}.${random.below(20)}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
