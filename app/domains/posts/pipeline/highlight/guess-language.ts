/** What gives a language away, with how much it counts. Order decides between equals. */
const MARKS: ReadonlyArray<[language: string, marks: ReadonlyArray<[pattern: RegExp, points: number]>]> = [
  [
    'diff',
    [
      [/^@@ -\d+(?:,\d+)? \+\d/m, 6],
      [/^(?:---|\+\+\+) \S/m, 2],
    ],
  ],
  [
    'cpp',
    [
      [/^[ \t]*#[ \t]*(?:include [<"]|pragma once)/m, 4],
      [/^[ \t]*#[ \t]*(?:include|define|if(?:n?def)?|pragma|endif)\b/m, 3],
      [/\w::[\w~]/, 2],
      [/\w->\w/, 2],
      [/\b(?:nullptr|NULL|size_t|unsigned|virtual|constexpr|typedef|template ?<|std::|delete |sizeof)\b/, 2],
      [/\b[A-Za-z_]\w*(?:<\w+>)? ?[*&] ?\w+ ?[=;,)(]/, 2],
      [/\b(?:void|int|float|double|bool|char|auto|const \w+)\b[ *&]{1,3}\w+ ?[({=;[]/, 1],
      [/\b[A-Z]\w+ \w+ ?(?:=|;|\()/, 1],
      [/\w(?:\.|->)\w+\(.*\);?[ \t]*$/m, 1],
      [/[;{}][ \t]*$/m, 2],
      [/\w+<\w+>\(/, 1],
      [/^[ \t]*(?:return\b.*;|(?:if|for|while|switch) ?\(|case \w+:)/m, 1],
      [/\b(?:var|let|local) \w+ ?=|\bfunction\b/, -4],
    ],
  ],
  [
    'csharp',
    [
      [/^[ \t]*using [A-Z][\w.]*;/m, 3],
      [/^[ \t]*namespace [\w.]+[ \t]*\{?[ \t]*$/m, 1],
      [
        /\b(?:public|private|protected|internal) (?:(?:static|override|async|readonly|partial|sealed) ){0,3}\w+/,
        3,
      ],
      [/\bforeach ?\(var\b|\bget;|\bset;|\bstring\[\]|\bConsole\.\w/, 3],
      [/\bvar \w+ ?= ?new\b/, 3],
      [/\bvar \w+ ?=|\bnew [A-Z]\w*\(/, 1],
      [/;[ \t]*$/m, 1],
    ],
  ],
  [
    'glsl',
    [
      [/\b(?:[iub]?vec[234]|mat[234]|float[234]x?[234]?|sampler(?:2D|Cube))\b/, 4],
      [/\b(?:gl_\w+|texture2D|uniform|varying)\b/, 4],
    ],
  ],
  [
    'javascript',
    [
      [/\b(?:const|let) [\w{[][^=\n]{0,80}= ?/, 3],
      [/=> ?[\w{(]|===|!==/, 3],
      [/\bfunction ?\w*\([^)\n]*\) ?\{/, 3],
      [/\b(?:console\.log|document\.|window\.|require\(|module\.exports|await )/, 3],
    ],
  ],
  [
    'python',
    [
      [/^[ \t]*(?:async )?def \w+\([^)\n]*\)[^:\n]{0,60}:/m, 4],
      [/^[ \t]*(?:if|elif|for|while|class|with|try|except|else)\b[^\n;{}]*:[ \t]*$/m, 2],
      [/^(?:from [\w.]+ import|import \w+)[^;\n]*$/m, 2],
      [/\bself\.\w|\bprint ?\(f?["']|\bNone\b/, 2],
    ],
  ],
  [
    'lua',
    [
      [/\blocal (?:function )?\w+/, 3],
      [/\bthen[ \t]*$|^[ \t]*end[ \t]*$/m, 3],
      [/^[ \t]*(?:local )?function [\w.:]+\([^)\n]*\)[ \t]*$/m, 3],
      [/ ~= |\bnil\b/, 2],
    ],
  ],
  [
    'xml',
    [
      [/^[ \t]*<[?!A-Za-z/][^\n]*>[ \t]*$/m, 2],
      [/<\/[A-Za-z][\w:.-]*>/, 3],
      [/<[A-Za-z][\w:.-]*(?: [\w:.-]+="[^"\n]*")+/, 4],
    ],
  ],
  [
    'json',
    [
      [/^\s*[{[]\s*["{[\d]/, 2],
      [/^\s*"[\w -]+"[ \t]*:[ \t]*[-"\d{[tfn]/m, 4],
    ],
  ],
  [
    'cmake',
    [
      [
        /^[ \t]*(?:set|project|include|find_package|add_\w+|target_\w+|cmake_\w+|include_directories|link_\w+|define_\w+) ?\(/im,
        3,
      ],
      [/\$\{\w+\}|\b[A-Z]+(?:_[A-Z]+)+\b/, 2],
      [/^[ \t]*end(?:if|foreach|macro|function) ?\(/im, 3],
    ],
  ],
  [
    'bash',
    [
      [/^#!.*\b(?:ba|z)?sh\b/m, 6],
      [
        /^[ \t]*(?:\$ |# )?(?:sudo|cd|git|npm|apt|apt-get|brew|make|cmake|export|echo|mkdir|rm|cp|mv|chmod|curl|wget|docker|rake)[ \t]+[-\w./~$"]/m,
        4,
      ],
      [/\$\{?\w+\}?|\|\| |&& /, 1],
    ],
  ],
  [
    'sql',
    [
      [/^[ \t]*(?:SELECT\b|INSERT INTO\b|UPDATE \w+ SET\b|DELETE FROM\b|CREATE TABLE\b|ALTER TABLE\b)/im, 4],
      [/;[ \t]*$/m, 1],
    ],
  ],
  [
    'rust',
    [
      [/\bfn \w+(?:<[^>\n]*>)?\(|\blet mut \w|\bimpl\b[^\n]*\{/, 4],
      [/\bprintln!\(|->\s*(?:Self|Result|Option)\b|&(?:mut |str\b)/, 3],
    ],
  ],
  [
    'go',
    [
      [/^package \w+[ \t]*$|^func (?:\([^)\n]*\) )?\w+\(/m, 5],
      [/ := /, 3],
    ],
  ],
  ['php', [[/<\?php\b/, 9]]],
  [
    'css',
    [
      [/^[ \t]*[.#@]?[\w-][^{}\n;=()]*\{[ \t]*$/m, 1],
      [/^[ \t]*[a-z-]+:[ \t]*[^;{}\n]+;[ \t]*$/m, 3],
    ],
  ],
]

/** Output of programs is not code, however much code it quotes. */
const OUTPUT =
  /\b(?:error|warning|note)\b ?:|\b(?:ERROR|WARNING|INFO|DEBUG)\b:|^\[ *\d+%\]|\b\d\d:\d\d:\d\d\b|^\s*at \S+ ?\(|\bIn file included from\b|^CMake (?:Error|Warning)|\bundefined reference\b/m

const LEAST_POINTS = 4
const LOOKED_AT = 2_000

/**
 * Guesses the language of a code block by a few marks in its first 2,000 characters, or null when nothing speaks
 * clearly. highlight.js can guess too, by highlighting in every language and counting: on real forum posts that took
 * most of the whole pipeline's time, gave no answer for half of the blocks and often a wrong one.
 */
export function guessLanguage(code: string): string | null {
  const start = code.slice(0, LOOKED_AT)
  if (OUTPUT.test(start)) return null
  let best: string | null = null
  let most = LEAST_POINTS - 1
  for (const [language, marks] of MARKS) {
    let points = 0
    for (const [pattern, worth] of marks) if (pattern.test(start)) points += worth
    if (points > most) [best, most] = [language, points]
  }
  return best
}
