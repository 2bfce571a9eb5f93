import { findLinks } from './find-links.ts'

/** Text as it was written, with its web addresses as links. Nothing of it is ever read as markup. */
export function LinkedText({ text }: { text: string }) {
  return findLinks(text).map((part) =>
    part.href === undefined ? (
      part.text
    ) : (
      <a key={part.at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        <bdi>{part.text}</bdi>
      </a>
    ),
  )
}
