import type { LanguageFn, Mode } from 'highlight.js'
import angelscript from 'highlight.js/lib/languages/angelscript'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cmake from 'highlight.js/lib/languages/cmake'
import cpp from 'highlight.js/lib/languages/cpp'
import publishedCsharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import glsl from 'highlight.js/lib/languages/glsl'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import kotlin from 'highlight.js/lib/languages/kotlin'
import lua from 'highlight.js/lib/languages/lua'
import php from 'highlight.js/lib/languages/php'
import powershell from 'highlight.js/lib/languages/powershell'
import python from 'highlight.js/lib/languages/python'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import swift from 'highlight.js/lib/languages/swift'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

/** The rule that finds functions, without the published one's quadratic time on long runs of words. */
const CSHARP_FUNCTION: Mode = {
  scope: 'title.function',
  begin:
    /\b(?!(?:if|for|foreach|while|switch|catch|using|lock|return|base|this|\w+of)\b)[A-Za-z_]\w{0,80}(?=\()/,
  relevance: 0,
}

const csharp: LanguageFn = (hljs) => {
  const language = publishedCsharp(hljs)
  const others = language.contains.filter((mode) => mode.className !== 'function')
  return { ...language, contains: [...others, CSHARP_FUNCTION] }
}

/**
 * The languages that are highlighted. Their grammars bring the usual other names along (`c++`, `html`, `sh`).
 * A new one must pass the test of hostile code: some grammars (Markdown's) take seconds for a few thousand brackets.
 */
export const LANGUAGES: Readonly<Record<string, LanguageFn>> = {
  angelscript,
  bash,
  c,
  cmake,
  cpp,
  csharp,
  css,
  diff,
  glsl,
  go,
  ini,
  java,
  javascript,
  json,
  kotlin,
  lua,
  php,
  powershell,
  python,
  ruby,
  rust,
  sql,
  swift,
  typescript,
  xml,
  yaml,
}

/** Names that people use and the grammars lack; `.h` is C++ more often than C. */
export const MORE_NAMES: ReadonlyArray<[alias: string, language: string]> = [
  ['h', 'cpp'],
  ['as', 'angelscript'],
  ['hlsl', 'glsl'],
  ['shader', 'glsl'],
]
