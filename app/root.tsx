import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { Document } from '#app/ui/document.tsx'
import type { MetaFunction } from '@remix-run/node'
import { translator } from '#app/locales/translate.ts'
import { errorTitle } from './routes/parts/error-title.ts'
import { refusalHeaders } from './routes/parts/refusal-headers.ts'
import { loadRoot } from './routes/parts/root-loader.server.ts'
import { Oops } from './routes/parts/oops.tsx'

export const loader = loadRoot

/** For pages that did not work; every other page says its own. */
export const meta: MetaFunction<typeof loader> = ({ error, data }) =>
  error
    ? [
        { title: errorTitle(translator(data?.site.locale ?? 'en'), error) },
        { name: 'robots', content: 'noindex' },
      ]
    : []

export const headers = refusalHeaders

/** The document around every page, error pages included (then there may be no data). */
export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  return (
    <Document
      locale={data?.site.locale ?? 'en'}
      theme={data?.site.theme ?? 'guildhall'}
      mode={data?.site.mode ?? 'system'}
      head={
        <>
          <Meta />
          <Links />
          {data?.site.indexed === false ? <meta name="robots" content="noindex" /> : null}
        </>
      }
    >
      {children}
    </Document>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { pathname } = useLocation()
  return <Oops error={isRouteErrorResponse(error) ? error : null} pathname={pathname} />
}
