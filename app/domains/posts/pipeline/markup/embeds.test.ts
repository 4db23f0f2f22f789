import { describe, expect, it } from 'vitest'
import { parseEmbed } from './embeds.ts'

const youtube = (start = 0) => ({ provider: 'youtube', video: 'dQw4w9WgXcQ', start })

describe('parseEmbed', () => {
  it('knows the ways in which a video is addressed', () => {
    for (const href of [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'http://youtube.com/watch?list=x&v=dQw4w9WgXcQ',
      'https://m.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://youtu.be/dQw4w9WgXcQ',
      'https://www.youtube.com/shorts/dQw4w9WgXcQ',
      'https://www.youtube.com/embed/dQw4w9WgXcQ',
      'https://www.youtube.com/live/dQw4w9WgXcQ?feature=share',
    ]) {
      expect(parseEmbed(href), href).toEqual(youtube())
    }
    expect(parseEmbed('https://vimeo.com/123456')).toEqual({ provider: 'vimeo', video: '123456', start: 0 })
  })

  it('knows where to begin', () => {
    expect(parseEmbed('https://youtu.be/dQw4w9WgXcQ?t=90')).toEqual(youtube(90))
    expect(parseEmbed('https://youtu.be/dQw4w9WgXcQ?t=1h2m3s')).toEqual(youtube(3723))
    expect(parseEmbed('https://youtu.be/dQw4w9WgXcQ?start=7')).toEqual(youtube(7))
    expect(parseEmbed('https://youtu.be/dQw4w9WgXcQ?t=soon')).toEqual(youtube())
  })

  it('refuses everything that only resembles an allowed address', () => {
    for (const href of [
      '//www.youtube.com/watch?v=dQw4w9WgXcQ',
      '/\\www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ',
      'https://evil@www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com:8080/watch?v=dQw4w9WgXcQ',
      'https://evil.example/www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com/embed/../redirect?v=dQw4w9WgXcQ',
      'https://www.youtube.com/watch/x?v=dQw4w9WgXcQ',
      'https://www.youtube.com/watch?v="><script>',
      'https://youtu.be/dQw4w9WgXcQ/x',
      'javascript:https://youtu.be/dQw4w9WgXcQ',
      'https://vimeo.com/ondemand/x',
      'https://vimeo.com/1',
      'not an address',
    ]) {
      expect(parseEmbed(href), href).toBeNull()
    }
  })
})
