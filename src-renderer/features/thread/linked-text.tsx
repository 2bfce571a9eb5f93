import { useState } from 'react'
import { findLinks } from './find-links.ts'
import { LinkDialog } from './link-dialog.tsx'

/** Text as it was written, with its web addresses as links. Nothing of it is ever read as markup. */
export function LinkedText({ text }: { text: string }) {
  const [followed, setFollowed] = useState<string | null>(null)
  return (
    <>
      {findLinks(text).map(({ at, text: shown, href }) =>
        href === undefined ? (
          shown
        ) : (
          <a
            key={at}
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            aria-haspopup="dialog"
            onClick={(event) => {
              event.preventDefault()
              setFollowed(href)
            }}
          >
            <bdi>{shown}</bdi>
          </a>
        ),
      )}
      {followed === null ? null : <LinkDialog address={followed} onClose={() => setFollowed(null)} />}
    </>
  )
}
