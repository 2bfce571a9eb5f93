import { Fragment } from 'react'

/** An address or a number. It breaks between its parts, and within one only where that alone does not fit. */
export function Handle({ handle, className }: { handle: string; className?: string | undefined }) {
  return (
    <bdi className={className}>
      {partsOf(handle).map((part, index) => (
        // The parts of one text have no other name than their place.
        <Fragment key={index}>
          {index > 0 ? <wbr /> : null}
          {part}
        </Fragment>
      ))}
    </bdi>
  )
}

/** After the at sign, and before each dot. */
const partsOf = (handle: string) => handle.split(/(?<=@)|(?=\.)/)
