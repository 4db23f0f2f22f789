import type { PersonRef } from '#app/ui/avatar.tsx'
import type { RailSpace } from '#app/ui/places.ts'
import type { SpaceRef, ThreadRowProps } from '#app/ui/thread-row.tsx'

/** Invented people, spaces and threads: long, short, foreign and empty ones, because real ones are. */
export const person = (handle: string, more: Partial<PersonRef> = {}): PersonRef => ({
  handle,
  href: `/u/${handle}`,
  ...more,
})
export const official = person('tarn-official', { name: 'Tarnmoor Official', official: true })

const space = (name: string, hue: number): SpaceRef => ({
  name,
  hue,
  href: `/s/${name.toLowerCase().replace(/\W+/g, '-')}`,
})
export const spaces = {
  start: space('Start here', 165),
  trail: space('Trail talk', 150),
  gear: space('Gear questions', 205),
  trips: space('Trip reports', 38),
  repair: space('Repair bench', 88),
  hut: space('Hut & bivouac', 262),
}

export const rail = (current?: SpaceRef): RailSpace[] =>
  Object.values(spaces).map((entry) => ({
    ...entry,
    current: entry === current,
    child: entry === spaces.repair,
  }))

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

export const threads: ThreadRowProps[] = [
  {
    href: '/t/1/zips',
    title: 'Before you ask about zips: the two-minute fix that saves most of them',
    author: official,
    space: spaces.gear,
    pinned: true,
    replies: 58,
    pulse: [3, 2, 2, 3, 2, 2, 2],
    lastAt: ago(60 * 75),
    isRead: true,
  },
  {
    href: '/t/2/down',
    title: 'Does anybody still trust down below −20 °C when it is humid?',
    excerpt:
      'Three nights in the Sarn valley and my bag lost half its loft. I dried it over the stove each morning but it never came back to what it was in the shop.',
    author: person('moss.and.flint'),
    space: spaces.gear,
    replies: 48,
    pulse: [1, 1, 2, 3, 5, 7, 10],
    lastAt: ago(4),
  },
  {
    href: '/t/3/cord',
    title: 'Shock cord keeps slipping out of the third pole section',
    excerpt: 'It only happens when it is cold. Is the cord worn, or is it the insert?',
    author: person('ember-and-oak'),
    space: spaces.repair,
    state: 'solved',
    solvedBy: '@halvard-k',
    replies: 11,
    pulse: [0, 0, 0, 2, 5, 3, 6],
    lastAt: ago(12),
  },
  {
    href: '/t/4/regen',
    title: 'Was ich nach 1.200 Kilometern über Regenbekleidungsimprägnierungsmittel gelernt habe',
    lang: 'de',
    excerpt: 'Kurz gesagt: waschen, waschen, waschen. Und zwar vor dem Imprägnieren, nicht danach.',
    author: person('a-very-long-handle-that-somebody-really-chose'),
    space: spaces.repair,
    state: 'unanswered',
    replies: 0,
    pulse: [0, 0, 0, 0, 0, 0, 0],
    lastAt: ago(150),
  },
  {
    href: '/t/5/tent',
    title: '北の稜線で見つけた、静かなテント場',
    lang: 'ja',
    excerpt: '地図には載っていませんが、沢から二十分ほど登ったところに平らな場所があります。',
    author: person('山の音'),
    space: spaces.hut,
    replies: 9,
    pulse: [0, 0, 0, 1, 1, 3, 2],
    lastAt: ago(190),
  },
  {
    href: '/t/6/water',
    title: 'ما هي أفضل طريقة لحمل الماء في الصحراء لثلاثة أيام؟',
    lang: 'ar',
    excerpt: 'نخطط لرحلة مشي في الربيع ولا توجد ينابيع بعد اليوم الأول.',
    author: person('nadir.walks'),
    space: spaces.trail,
    replies: 1,
    pulse: [0, 0, 0, 0, 0, 1, 1],
    lastAt: ago(300),
  },
  {
    href: '/t/7/long',
    title:
      'A title of two hundred characters that somebody really wrote because they wanted to say everything at once: the stove, the wind, the second valve, the borrowed pot, the dog, and what the ranger said at dawn',
    excerpt: 'All of it is true.',
    author: person('bivvy_bea'),
    space: spaces.trips,
    state: 'closed',
    replies: 12_431,
    pulse: [4, 8, 6, 4, 3, 2, 1],
    lastAt: ago(60 * 24 * 3),
  },
  {
    href: '/t/8/old',
    title: 'Archived: the winter of the long ropes',
    author: null,
    space: spaces.trips,
    state: 'archived',
    replies: 214,
    pulse: [0, 0, 0, 0, 0, 0, 0],
    lastAt: '2019-02-03T10:00:00.000Z',
  },
]

export const questionHtml = `<p>It only happens when it is cold. The third section pulls free and the cord ends up inside the second one. I have re-knotted it <em>twice</em>. Is the cord worn out, or is it the insert?</p>
<p><a class="zoom" href="/art/photo.svg"><picture><source type="image/webp" srcset="/art/photo.svg 800w" sizes="100vw"><img class="tint hue-225" src="/art/photo.svg" alt="The tent in snow, with one side hanging low where the pole has come apart" width="800" height="450" loading="lazy" decoding="async"></picture></a></p>
<p class="gallery"><a class="zoom" href="/art/photo.svg"><img src="/art/photo.svg" alt="The joint from above" width="800" height="450" loading="lazy" decoding="async"></a><br><a class="zoom" href="/art/photo.svg"><img src="/art/photo.svg" alt="The cord" width="800" height="450" loading="lazy" decoding="async"></a></p>`

export const answerHtml = `<p>It is the cord. Elastic gets short and stiff when it is cold and old, so it wins against the friction of the insert. Cut it 12 cm longer than the table says and tie a <strong>figure eight</strong>, not an overhand.</p>`

export const replyHtml = `<blockquote class="quote" data-post="1" dir="auto"><p class="from" dir="auto">@<bdi>ember-and-oak</bdi> <a href="/p/1">Go to post 1</a></p>
<p>I have re-knotted it twice.</p></blockquote>
<p dir="auto">Then the cord has already lost its stretch. I keep the lengths in a small table, because every tent is different:</p>
<pre tabindex="0" dir="ltr"><code class="lang-python"><span class="tok-c"># cord length for a pole, in centimetres</span>
<span class="tok-k">def</span> <span class="tok-t">cord</span>(sections, length, cold=<span class="tok-k">False</span>):
    rest = sections * length * <span class="tok-n">0.74</span>
    <span class="tok-k">return</span> <span class="tok-t">round</span>(rest + (<span class="tok-n">12</span> <span class="tok-k">if</span> cold <span class="tok-k">else</span> <span class="tok-n">0</span>))  <span class="tok-c"># a long line that has to scroll inside itself on every phone</span></code></pre>
<p dir="auto"><a class="mention" href="/u/lumi_ki">@<bdi>lumi_ki</bdi></a> has the right cord in her list: <a href="https://example.org/cords">Nine cords, one winter, one clear winner</a>.<sup class="footnote-ref"><a href="#p4-fn-1" id="p4-fnref-1" aria-label="Footnote 1">1</a></sup></p>
<h2 dir="auto">What I carry</h2>
<ul class="tasks" dir="auto"><li class="task"><input class="task-box" type="checkbox" aria-label="Done" checked disabled> three metres of 3 mm cord</li><li class="task"><input class="task-box" type="checkbox" aria-label="To do" disabled> a splint</li></ul>
<ol dir="auto"><li>Cut.</li><li>Tie.<ul dir="auto"><li>figure eight</li><li>وهذا بند بالعربية</li></ul></li></ol>
<div class="table" tabindex="0" role="group" aria-label="Table"><table dir="auto"><thead><tr><th>Pole</th><th class="align-end">Sections</th><th class="align-end">Cord at +10 °C</th><th class="align-end">Cord at −10 °C</th><th>Knot</th></tr></thead><tbody><tr><td>Fjellet 2</td><td class="align-end">9</td><td class="align-end">256 cm</td><td class="align-end">268 cm</td><td>figure eight</td></tr><tr><td>Hut</td><td class="align-end">11</td><td class="align-end">310 cm</td><td class="align-end">322 cm</td><td>figure eight</td></tr></tbody></table></div>
<p dir="auto">The secret is <span class="spoiler"><input class="spoiler-toggle" type="checkbox" aria-label="Show the hidden text"><span class="spoiler-text">candle wax on the insert</span></span>, <code dir="ltr">inline code</code>, <kbd>Ctrl</kbd> and <mark>marked</mark> text.</p>
<details class="spoiler"><summary dir="auto">How the film ends</summary><p dir="auto">The tent wins.</p></details>
<figure class="embed" data-provider="youtube" data-video="aqz-KE-bpKQ" data-start="12"><a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ&amp;t=12">https://www.youtube.com/watch?v=aqz-KE-bpKQ&amp;t=12</a></figure>
<p dir="auto">وهذا سطر بالعربية في وسط مشاركة إنجليزية، يجب أن يبدأ من اليمين.</p>
<section class="footnotes">
<ol dir="auto"><li id="p4-fn-1"><p>Written in 2021, still true. <a class="footnote-back" href="#p4-fnref-1" aria-label="Back to the text">↩</a></p></li></ol>
</section>`
