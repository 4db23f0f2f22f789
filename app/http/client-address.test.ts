import type { IncomingMessage } from 'node:http'
import { expect, test, vi } from 'vitest'
import { createProxyAdvice, isPrivate } from './client-address.ts'

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
  }) as IncomingMessage

test('a proxy that nobody named is told of once', () => {
  const warn = vi.fn()
  const advise = createProxyAdvice({ warn }, [])
  advise(request('127.0.0.1'))
  advise(request('203.0.113.9', '198.51.100.1'))
  expect(warn).not.toHaveBeenCalled()
  for (let n = 0; n < 3; n++) advise(request('::ffff:10.0.0.2', '198.51.100.1'))
  expect(warn).toHaveBeenCalledTimes(1)
})

test.each([[1], [['loopback']]])('one that is trusted (%s) is not', (trusted) => {
  const warn = vi.fn()
  createProxyAdvice({ warn }, trusted)(request('127.0.0.1', '198.51.100.1'))
  expect(warn).not.toHaveBeenCalled()
})

test('knows what is near', () => {
  for (const near of ['127.0.0.1', '::1', '::ffff:172.20.0.3', 'fd00::1']) expect(isPrivate(near)).toBe(true)
  for (const far of ['172.32.0.1', '203.0.113.9', '2001:db8::1', '']) expect(isPrivate(far)).toBe(false)
})
