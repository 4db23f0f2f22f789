import { describe, expect, it } from 'vitest'
import { guessLanguage } from './guess-language.ts'

const SAMPLES: Record<string, string[]> = {
  cpp: [
    '#include <Urho3D/Urho3D.h>\n#define A 1',
    'auto* node = scene_->CreateChild("Camera");\nnode->SetPosition(Vector3(0.0f, 1.0f, 2.0f));',
    'void Game::Start()\n{\n    if (!ready_) return;\n    unsigned count = 0;\n}',
  ],
  csharp: ['using System;\nnamespace A {\n public class B { public string Name { get; set; } }\n}'],
  glsl: [
    'uniform sampler2D sDiffMap;\nvarying vec2 vTexCoord;\nvoid main() { gl_FragColor = texture2D(sDiffMap, vTexCoord); }',
  ],
  javascript: ["const a = await fetch('/x')\nconsole.log(a)", 'let a = list.map((x) => x + 1)'],
  python: [
    'def cord(sections, length):\n    if cold:\n        return None',
    'import os\nprint("a")\nself.x = 1',
  ],
  lua: ['local a = 1\nif a ~= nil then\n  print(a)\nend'],
  xml: ['<node id="4">\n  <component type="Shape" />\n</node>', '<p class="a">b</p>'],
  json: ['{\n  "a": [1, 2],\n  "b": null\n}'],
  cmake: [
    'cmake_minimum_required (VERSION 3.2)\nset (TARGET_NAME Game)\nadd_executable(${TARGET_NAME} main.cpp)',
  ],
  bash: ['sudo apt-get install git\ncd build && make -j4', '#!/bin/bash\necho "$HOME"'],
  sql: ['SELECT id, name\nFROM members\nWHERE id = 1;'],
  diff: ['--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,4 @@\n-a\n+b'],
  rust: ['fn main() {\n    let mut x = 1;\n    println!("{}", x);\n}'],
  go: ['package main\n\nfunc main() {\n\tx := 1\n}'],
  php: ['<?php echo $a; ?>'],
  css: ['.a {\n  color: red;\n}'],
}

describe('guessLanguage', () => {
  for (const [language, samples] of Object.entries(SAMPLES)) {
    it(`recognises ${language}`, () => {
      expect(samples.map(guessLanguage)).toEqual(samples.map(() => language))
    })
  }

  it('does not take prose, logs and the output of compilers for code', () => {
    for (const text of [
      '',
      'Hello there, this is just a sentence.',
      "main.cpp:12:5: error: use of undeclared identifier 'foo'\n    foo->Bar();",
      '[Mon May 15 04:08:51 2017] INFO: Opened log file Urho3D.log',
      '[ 75%] Linking CXX static library ../../lib/libUrho3D.a',
      'a\nb\nc',
    ]) {
      expect(guessLanguage(text), text).toBeNull()
    }
  })
})
